"""How a lost database shows itself. It is no message's fault: whatever was not committed has not happened."""

import psycopg
from django import db

LOST_DATABASE = (psycopg.OperationalError, psycopg.InterfaceError, db.OperationalError, db.InterfaceError)
