"""The control room and the night gazetted officer look after their whole district, wherever their chair stands."""

from django.db import migrations

AREA = """
CREATE OR REPLACE FUNCTION acting_area() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT units_below(array_agg({ground})) FROM jurisdiction_post p JOIN jurisdiction_unit u ON u.code = p.unit_id
     WHERE p.code = ANY (acting_posts()) AND p.role <> 'outside'
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_duty")]

    operations = [
        migrations.RunSQL(
            AREA.format(
                ground="CASE WHEN p.role IN ('control', 'night_go') AND u.district_id IS NOT NULL"
                " THEN u.district_id::text ELSE u.code::text END"
            ),
            AREA.format(ground="u.code::text"),
        ),
    ]
