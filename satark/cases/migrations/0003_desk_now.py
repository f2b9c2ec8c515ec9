"""What the console records must have happened just now by the desk's clock, which a rehearsal may lead."""

from django.db import migrations

# The conditions stay as they are, but for the clock they look at.
SWITCH = """
DO $$
DECLARE
    policy record;
BEGIN
    FOR policy IN SELECT polname, polrelid::regclass AS tab, pg_get_expr(polwithcheck, polrelid) AS condition
                    FROM pg_policy WHERE pg_get_expr(polwithcheck, polrelid) ~ '\\m{old}'
    LOOP
        EXECUTE format('ALTER POLICY %I ON %s WITH CHECK (%s)', policy.polname, policy.tab,
                       regexp_replace(policy.condition, '\\m{old}', '{new}', 'g'));
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_rights"), ("accounts", "0003_desk_now")]

    operations = [
        migrations.RunSQL(
            SWITCH.format(old=r"now\(\)", new="desk_now()"), SWITCH.format(old=r"desk_now\(\)", new="now()")
        ),
    ]
