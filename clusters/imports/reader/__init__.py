"""Reading a list that a stranger made, in a process of its own: see ``__main__``.

Nothing here knows settings, the database or a secret, and nothing but the standard library and the
reader of workbooks is loaded.
"""
