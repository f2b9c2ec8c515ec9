"""A cell or a desk may want quiet about a case of its own (`noise`), and that stands in the case's record alone."""

from django.db import migrations, models

RECORDS = """
CREATE POLICY noise_records ON cases_event FOR INSERT TO satark_console
    WITH CHECK (kind IN ('muted', 'unmuted', 'blocked', 'unblocked') AND ref = ''
        AND at BETWEEN desk_now() - interval '5 minutes' AND desk_now() + interval '5 minutes'
        AND officer_id = (SELECT acting_officer()) AND post_id = ANY ((SELECT acting_posts())::text[])
        AND EXISTS (SELECT 1 FROM cases_audience a
                      JOIN cases_case c ON c.id = a.case_id JOIN jurisdiction_post p ON p.code = cases_event.post_id
                     WHERE a.case_id = cases_event.case_id AND p.unit_id = a.unit_id AND p.role = a.side
                       AND (a.side, c.lane) IN (('cell', 'sealed'), ('desk', 'open'))));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_open_rights")]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("filed", "Filed"),
                    ("added", "Added"),
                    ("retracted", "Retracted"),
                    ("visit_said", "Visit Said"),
                    ("rated", "Rated"),
                    ("signed", "Signed"),
                    ("read", "Read"),
                    ("directed", "Directed"),
                    ("returned", "Returned"),
                    ("asked", "Asked"),
                    ("told", "Told"),
                    ("note", "Note"),
                    ("closed", "Closed"),
                    ("withdrawn", "Withdrawn"),
                    ("assessed", "Assessed"),
                    ("released", "Released"),
                    ("handed_over", "Handed Over"),
                    ("forwarded", "Forwarded"),
                    ("recalled", "Recalled"),
                    ("parked", "Parked"),
                    ("merged", "Merged"),
                    ("unmerged", "Unmerged"),
                    ("made_urgent", "Made Urgent"),
                    ("recategorised", "Recategorised"),
                    ("muted", "Muted"),
                    ("unmuted", "Unmuted"),
                    ("blocked", "Blocked"),
                    ("unblocked", "Unblocked"),
                    ("reopened", "Reopened"),
                    ("direction_sent", "Direction Sent"),
                    ("direction_delivered", "Direction Delivered"),
                    ("direction_read", "Direction Read"),
                    ("direction_failed", "Direction Failed"),
                    ("reply_held", "Reply Held"),
                    ("received", "Received"),
                    ("team_sent", "Team Sent"),
                    ("on_spot", "On Spot"),
                    ("progress", "Progress"),
                    ("answered", "Answered"),
                    ("disputed", "Disputed"),
                    ("need_help", "Need Help"),
                    ("reason", "Reason"),
                    ("gd", "Gd"),
                    ("decided", "Decided"),
                    ("ordered", "Ordered"),
                    ("approved", "Approved"),
                    ("overdue", "Overdue"),
                    ("escalated", "Escalated"),
                    ("stood_in", "Stood In"),
                    ("reminded", "Reminded"),
                    ("ladder", "Ladder"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunSQL(RECORDS, "DROP POLICY noise_records ON cases_event"),
    ]
