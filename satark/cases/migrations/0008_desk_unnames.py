"""The desk takes a wrong line's names back through one function; it needs no sight of them, and no right to delete.

Looking whether a desk is acting at every row of `cases_audience` made the boards of a large district slow.
"""

from django.db import migrations

UNNAME = """
CREATE FUNCTION desk_unnames(wanted uuid, units text[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DELETE FROM cases_audience a
     WHERE a.case_id = wanted AND a.side = 'line' AND a.unit_id = ANY (units) AND desk_of_case(wanted)
$$;
REVOKE ALL ON FUNCTION desk_unnames(uuid, text[]) FROM PUBLIC;
DROP POLICY open_lane_unnames ON cases_audience;
DROP POLICY console_reads ON cases_audience;
CREATE POLICY console_reads ON cases_audience FOR SELECT TO satark_console
    USING (side = 'cell' AND unit_id = ANY ((SELECT acting_cells())::text[])
           OR side = 'desk' AND unit_id = ANY ((SELECT acting_desks())::text[])
           OR side = 'line' AND unit_id = ANY ((SELECT acting_lines())::text[]));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_noise")]

    operations = [migrations.RunSQL(UNNAME)]
