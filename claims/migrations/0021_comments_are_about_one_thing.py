from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0020_reworded_comments_say_so'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('evidence', None), ('passage', ''), _connector='OR'), name='comment_is_about_evidence_or_a_passage'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('answers', None), models.Q(('evidence', None), ('passage', '')), _connector='OR'), name='comment_that_answers_is_about_what_its_thread_is'),
        ),
    ]
