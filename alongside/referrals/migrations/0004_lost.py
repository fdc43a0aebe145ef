"""A letter can be lost in a restore. The worker, who alone ends what nobody ends, may move a referral there already."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0003_answer")]
    operations = [
        migrations.AlterField(
            model_name="referral",
            name="state",
            field=models.CharField(
                choices=[
                    ("sent", "sent, not opened yet"),
                    ("received", "received"),
                    ("returned", "returned unopened"),
                    ("withdrawn", "withdrawn"),
                    ("ended", "ended"),
                    ("lost", "lost when the server was restored"),
                ],
                default="sent",
                max_length=10,
            ),
        ),
    ]
