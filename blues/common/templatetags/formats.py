"""Filters over ``blues.common.formats``."""

from django import template

from blues.common import formats

register = template.Library()

register.filter("day", formats.day)
register.filter("moment", formats.moment)
register.filter("money", formats.money)
register.filter("number", formats.number)
register.filter("file_size", formats.file_size)
register.filter("deadline", formats.deadline)
register.simple_tag(formats.period, name="period")
