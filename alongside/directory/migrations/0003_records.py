import alongside.directory.models.entries
import alongside.directory.sentences
import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


# What was there before keeps its source, its services and its days.
SOURCES = """
UPDATE directory_site SET source = NULL WHERE source = '';
INSERT INTO directory_source (key, name, layout, mapping)
SELECT DISTINCT source, 'HRSA health center sites', source, '{}'::jsonb FROM (
    SELECT source FROM directory_site UNION SELECT source FROM directory_listing
) AS known WHERE source IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""
SERVICES = """
UPDATE directory_service SET needs = ARRAY[need];
INSERT INTO directory_service_sites (service_id, site_id)
SELECT id, site_id FROM directory_service WHERE site_id IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""
DAYS = """
UPDATE directory_site SET listed_on = confirmed_on, confirmed_on = NULL WHERE source_id IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_search'),
        ('orgs', '0004_keys_signed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Asking',
            fields=[
                ('organization', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='asking', serialize=False, to='orgs.organization')),
                ('asked_at', models.DateTimeField()),
                ('times', models.PositiveSmallIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Backing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('funded', 'funded by'), ('vetted', 'vetted by')], default='funded', max_length=6)),
                ('trait', models.PositiveSmallIntegerField(null=True)),
                ('said', models.CharField(max_length=300)),
                ('source_name', models.CharField(max_length=200)),
                ('on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Before',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('record', models.UUIDField()),
                ('fields', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('open', 'waiting'), ('accepted', 'accepted'), ('declined', 'declined')], default='open', max_length=10)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=30)),
                ('value', models.TextField(blank=True, max_length=500)),
                ('state', models.CharField(choices=[('open', 'waiting'), ('accepted', 'accepted'), ('declined', 'declined')], default='open', max_length=10)),
                ('made_on', models.DateField(auto_now_add=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Duplicate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('evidence', models.JSONField(default=dict)),
                ('likelihood', models.FloatField()),
                ('verdict', models.CharField(choices=[('proposed', 'proposed'), ('merged', 'joined'), ('apart', 'kept apart')], default='proposed', max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('file_name', models.CharField(max_length=200)),
                ('file_digest', models.BinaryField(default=bytes)),
                ('state', models.CharField(choices=[('waiting', 'waiting to be read'), ('mapping', 'asks what its columns mean'), ('reading', 'being read'), ('done', 'done'), ('cancelled', 'cancelled'), ('failed', 'not taken'), ('undoing', 'being undone'), ('undone', 'undone')], default='waiting', max_length=10)),
                ('read_so_far', models.FloatField(default=0)),
                ('sentence', alongside.directory.sentences.SentenceField(blank=True, default=str)),
                ('counts', models.JSONField(blank=True, default=dict)),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.CharField(max_length=200)),
                ('row', models.PositiveIntegerField()),
                ('column', models.CharField(blank=True, max_length=200)),
                ('done', models.CharField(choices=[('left_out', 'left out'), ('repaired', 'repaired'), ('kept', "a person's correction was kept")], max_length=10)),
                ('reason', alongside.directory.sentences.SentenceField(default=str)),
                ('cells', models.JSONField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('key', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('layout', models.CharField(blank=True, max_length=20)),
                ('mapping', models.JSONField(blank=True, default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='Words',
            fields=[
                ('site', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='directory.site')),
                ('text', models.TextField()),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.RemoveIndex(model_name='site', name='site_by_place_key'),
        migrations.RemoveConstraint(model_name='listing', name='listing_once_per_source'),
        migrations.RemoveConstraint(model_name='service', name='service_once_at_a_site'),
        migrations.RemoveConstraint(model_name='service', name='service_meets_a_need'),
        migrations.RemoveConstraint(model_name='site', name='site_confidential_has_no_place'),
        migrations.RemoveConstraint(model_name='site', name='site_once_per_source'),
        migrations.RenameField('site', 'serves_states', 'areas'),
        migrations.RenameField('site', 'source_id', 'source_key'),
        migrations.RenameField('listing', 'source_id', 'source_key'),
        migrations.AlterField(model_name='site', name='areas', field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None)),
        migrations.AlterField(model_name='site', name='source_key', field=models.CharField(blank=True, max_length=200)),
        migrations.AlterField(model_name='listing', name='source_key', field=models.CharField(blank=True, max_length=200)),
        migrations.AlterField(model_name='site', name='source', field=models.CharField(blank=True, max_length=40, null=True)),
        migrations.AlterField(model_name='listing', name='source', field=models.CharField(blank=True, max_length=40, null=True)),
        migrations.RunSQL(
            "ALTER TABLE directory_listing ALTER id DROP IDENTITY IF EXISTS;"
            "ALTER TABLE directory_listing ALTER id TYPE uuid USING gen_random_uuid();",
            migrations.RunSQL.noop,
            state_operations=[
                migrations.AlterField(model_name='listing', name='id', field=models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)), ]),
        migrations.RunSQL(SOURCES, migrations.RunSQL.noop),
        migrations.AlterField(model_name='listing', name='source', field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.source')),
        migrations.AlterField(model_name='site', name='source', field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.source')),
        migrations.AddField(model_name='entry', name='areas', field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
        migrations.AddField(model_name='entry', name='fresh_on', field=models.DateField(null=True)),
        migrations.AddField(model_name='entry', name='open', field=alongside.directory.models.entries.OpenMinutes(null=True)),
        migrations.AddField(model_name='entry', name='time_zone', field=models.CharField(blank=True, default='', max_length=40)),
        migrations.AddField(model_name='entry', name='traits', field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None)),
        migrations.AddField(model_name='listing', name='confirmed_on', field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name='listing', name='description', field=models.TextField(blank=True, max_length=4000)),
        migrations.AddField(model_name='listing', name='kept', field=models.JSONField(blank=True, default=dict)),
        migrations.AddField(model_name='listing', name='listed_on', field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name='listing', name='name', field=models.CharField(blank=True, max_length=200)),
        migrations.AddField(model_name='listing', name='other_name', field=models.CharField(blank=True, max_length=200)),
        migrations.AddField(model_name='listing', name='phone', field=models.CharField(blank=True, max_length=60)),
        migrations.AddField(model_name='listing', name='phone_link', field=models.CharField(blank=True, max_length=80)),
        migrations.AddField(model_name='listing', name='retired_at', field=models.DateTimeField(blank=True, null=True)),
        migrations.AddField(model_name='listing', name='source_digest', field=models.BinaryField(default=bytes)),
        migrations.AddField(model_name='listing', name='website', field=models.URLField(blank=True, max_length=300)),
        migrations.AddField(model_name='profile', name='traits', field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
        migrations.AddField(model_name='service', name='areas', field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None)),
        migrations.AddField(model_name='service', name='confirmed_on', field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name='service', name='cost', field=models.TextField(blank=True, max_length=1000)),
        migrations.AddField(model_name='service', name='description', field=models.TextField(blank=True, max_length=4000)),
        migrations.AddField(model_name='service', name='eligibility', field=models.TextField(blank=True, max_length=2000)),
        migrations.AddField(model_name='service', name='hours', field=models.JSONField(blank=True, default=list)),
        migrations.AddField(model_name='service', name='hours_text', field=models.TextField(blank=True, max_length=1000)),
        migrations.AddField(model_name='service', name='how_to_begin', field=models.TextField(blank=True, max_length=2000)),
        migrations.AddField(model_name='service', name='kept', field=models.JSONField(blank=True, default=dict)),
        migrations.AddField(model_name='service', name='languages', field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), blank=True, default=list, size=None)),
        migrations.AddField(model_name='service', name='listed_on', field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name='service', name='needs', field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None)),
        migrations.AddField(model_name='service', name='phone', field=models.CharField(blank=True, max_length=60)),
        migrations.AddField(model_name='service', name='phone_link', field=models.CharField(blank=True, max_length=80)),
        migrations.AddField(model_name='service', name='retired_at', field=models.DateTimeField(blank=True, null=True)),
        migrations.AddField(model_name='service', name='sites', field=models.ManyToManyField(blank=True, related_name='services', to='directory.site')),
        migrations.RunSQL(SERVICES, migrations.RunSQL.noop),
        migrations.RemoveField(model_name='service', name='need'),
        migrations.RemoveField(model_name='service', name='site'),
        migrations.AddField(model_name='service', name='source_digest', field=models.BinaryField(default=bytes)),
        migrations.AddField(model_name='service', name='source_key', field=models.CharField(blank=True, max_length=200)),
        migrations.AddField(model_name='service', name='traits', field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
        migrations.AddField(model_name='service', name='website', field=models.URLField(blank=True, max_length=300)),
        migrations.AddField(model_name='site', name='address_2', field=models.CharField(blank=True, max_length=200)),
        migrations.AddField(model_name='site', name='county', field=models.CharField(blank=True, max_length=5)),
        migrations.AddField(model_name='site', name='description', field=models.TextField(blank=True, max_length=4000)),
        migrations.AddField(model_name='site', name='getting_there', field=models.TextField(blank=True, max_length=1000)),
        migrations.AddField(model_name='site', name='hours', field=models.JSONField(blank=True, default=list)),
        migrations.AddField(model_name='site', name='hours_text', field=models.TextField(blank=True, max_length=1000)),
        migrations.AddField(model_name='site', name='is_rough', field=models.BooleanField(default=False)),
        migrations.AddField(model_name='site', name='kept', field=models.JSONField(blank=True, default=dict)),
        migrations.AddField(model_name='site', name='listed_on', field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name='site', name='other_phones', field=models.JSONField(blank=True, default=list)),
        migrations.AddField(model_name='site', name='same_as', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.site')),
        migrations.AddField(model_name='site', name='time_zone', field=models.CharField(blank=True, max_length=40)),
        migrations.AddField(model_name='site', name='traits', field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
        migrations.AlterField(model_name='site', name='setting', field=models.CharField(choices=[('clinic', 'open to everyone'), ('mobile', 'mobile van: call to ask where it is'), ('school', 'at a school: call first, it may serve students only'), ('seasonal', 'open part of the year: call first'), ('remote', 'by phone or online: there is no place to go to')], default='clinic', max_length=10)),
        migrations.AddField(model_name='backing', name='organization', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='backings', to='orgs.organization')),
        migrations.AddField(model_name='claim', name='claimant', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organization')),
        migrations.AddField(model_name='claim', name='decided_by', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='claim', name='organization', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='orgs.organization')),
        migrations.AddField(model_name='correction', name='decided_by', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='correction', name='organization', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='orgs.organization')),
        migrations.AddField(model_name='correction', name='service', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.service')),
        migrations.AddField(model_name='correction', name='site', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.site')),
        migrations.AddField(model_name='duplicate', name='decided_by', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='duplicate', name='older', field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.site')),
        migrations.AddField(model_name='duplicate', name='younger', field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.site')),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('during', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='upload', serialize=False, to='directory.import')),
                ('content', models.BinaryField()),
            ],
        ),
        migrations.AddField(model_name='import', name='by', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField(model_name='before', name='during', field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='directory.import')),
        migrations.AddField(model_name='backing', name='added_during', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='directory.import')),
        migrations.AddField(model_name='listing', name='added_during', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.import')),
        migrations.AddField(model_name='service', name='added_during', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.import')),
        migrations.AddField(model_name='site', name='added_during', field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.import')),
        migrations.AddField(model_name='remark', name='during', field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='directory.import')),
        migrations.AddField(model_name='import', name='source', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='directory.source')),
        migrations.AddField(model_name='service', name='source', field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.source')),
        migrations.AddConstraint(model_name='listing', constraint=models.UniqueConstraint(condition=models.Q(('source', None), _negated=True), fields=('source', 'source_key'), name='listing_once_per_source')),
        migrations.AddConstraint(model_name='service', constraint=models.UniqueConstraint(condition=models.Q(('source', None), _negated=True), fields=('source', 'source_key'), name='service_once_per_source')),
        migrations.AddConstraint(model_name='service', constraint=models.CheckConstraint(condition=models.Q(models.Q(('source__isnull', False), ('needs__len__gt', 0), _connector='OR'), models.Q(('needs__contains', [0]), _negated=True)), name='service_meets_a_need')),
        migrations.AddConstraint(model_name='site', constraint=models.UniqueConstraint(condition=models.Q(('source', None), _negated=True), fields=('source', 'source_key'), name='site_once_per_source')),
        migrations.AddConstraint(model_name='site', constraint=models.CheckConstraint(condition=models.Q(('is_confidential', False), models.Q(('address_1', ''), ('address_2', ''), ('city', ''), ('county', ''), ('getting_there', ''), ('latitude', None), ('longitude', None), ('postal_code', '')), _connector='OR'), name='site_confidential_has_no_place')),
        migrations.AddConstraint(model_name='claim', constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('organization', 'email'), name='claim_open_once')),
        migrations.AddIndex(model_name='correction', index=models.Index(condition=models.Q(('state', 'open')), fields=['organization'], name='correction_open')),
        migrations.AddConstraint(model_name='correction', constraint=models.CheckConstraint(condition=models.Q(('site', None), ('service', None), _connector='OR'), name='correction_of_one_record')),
        migrations.AddConstraint(model_name='duplicate', constraint=models.UniqueConstraint(fields=('older', 'younger'), name='duplicate_once')),
        migrations.AddConstraint(model_name='duplicate', constraint=models.CheckConstraint(condition=models.Q(('older', models.F('younger')), _negated=True), name='duplicate_of_another')),
        migrations.AddIndex(model_name='before', index=models.Index(fields=['during', 'kind'], name='before_by_import')),
        migrations.AddConstraint(model_name='backing', constraint=models.UniqueConstraint(fields=('organization', 'how', 'said'), name='backing_said_once')),
        migrations.AddIndex(model_name='remark', index=models.Index(fields=['during', 'done', 'id'], name='remark_by_import')),
        migrations.AddIndex(model_name='site', index=models.Index(fields=['source', 'place_key'], name='site_by_place_key')),
        migrations.RunSQL(DAYS, migrations.RunSQL.noop),
    ]
