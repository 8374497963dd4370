"""Texts of the city in several languages, and its pages: the database refuses one without the city's own languages."""

import sqlalchemy as sa
from alembic import op


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

TRIGGERS = {
    'sqlite': (
        "CREATE TRIGGER city_page_new BEFORE INSERT ON city_page WHEN NEW.published BEGIN SELECT RAISE(ABORT, 'a published page has all languages of the city') WHERE EXISTS (SELECT 1 FROM city_jurisdiction, json_each(official_languages) AS own WHERE NOT EXISTS (SELECT 1 FROM city_text WHERE kind = 'page' AND code = NEW.name AND locale = own.value AND shown IS NOT NULL)); END",
        "CREATE TRIGGER city_page_shown BEFORE UPDATE ON city_page WHEN NEW.published AND NOT OLD.published BEGIN SELECT RAISE(ABORT, 'a published page has all languages of the city') WHERE EXISTS (SELECT 1 FROM city_jurisdiction, json_each(official_languages) AS own WHERE NOT EXISTS (SELECT 1 FROM city_text WHERE kind = 'page' AND code = NEW.name AND locale = own.value AND shown IS NOT NULL)); END",
        "CREATE TRIGGER city_text_emptied BEFORE UPDATE ON city_text WHEN NEW.shown IS NULL BEGIN SELECT RAISE(ABORT, 'a published page has all languages of the city') WHERE OLD.kind = 'page' AND EXISTS (SELECT 1 FROM city_page WHERE name = OLD.code AND published) AND EXISTS (SELECT 1 FROM city_jurisdiction, json_each(official_languages) AS own WHERE own.value = OLD.locale); END",
        "CREATE TRIGGER city_text_gone BEFORE DELETE ON city_text BEGIN SELECT RAISE(ABORT, 'a published page has all languages of the city') WHERE OLD.kind = 'page' AND EXISTS (SELECT 1 FROM city_page WHERE name = OLD.code AND published) AND EXISTS (SELECT 1 FROM city_jurisdiction, json_each(official_languages) AS own WHERE own.value = OLD.locale); END",
    ),
    'postgresql': (
        "CREATE OR REPLACE FUNCTION city_page_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM city_jurisdiction, json_array_elements_text(official_languages) AS own(value) WHERE NOT EXISTS (SELECT 1 FROM city_text WHERE kind = 'page' AND code = NEW.name AND locale = own.value AND shown IS NOT NULL)) THEN RAISE EXCEPTION 'a published page has all languages of the city'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER city_page_new BEFORE INSERT ON city_page FOR EACH ROW WHEN (NEW.published) EXECUTE FUNCTION city_page_refuse()",
        "CREATE TRIGGER city_page_shown BEFORE UPDATE ON city_page FOR EACH ROW WHEN (NEW.published AND NOT OLD.published) EXECUTE FUNCTION city_page_refuse()",
        "CREATE OR REPLACE FUNCTION city_text_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.kind = 'page' AND EXISTS (SELECT 1 FROM city_page WHERE name = OLD.code AND published) AND EXISTS (SELECT 1 FROM city_jurisdiction, json_array_elements_text(official_languages) AS own(value) WHERE own.value = OLD.locale) THEN RAISE EXCEPTION 'a published page has all languages of the city'; END IF; RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END $$",
        "CREATE TRIGGER city_text_emptied BEFORE UPDATE ON city_text FOR EACH ROW WHEN (NEW.shown IS NULL) EXECUTE FUNCTION city_text_refuse()",
        "CREATE TRIGGER city_text_gone BEFORE DELETE ON city_text FOR EACH ROW EXECUTE FUNCTION city_text_refuse()",
    ),
}


def upgrade() -> None:
    op.create_table(
        'city_page',
        sa.Column('name', sa.String(60), nullable=False),
        sa.Column('source_locale', sa.String(2), nullable=False),
        sa.Column('published', sa.Boolean(), nullable=False),
        sa.Column('published_on', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('name'),
    )
    op.create_table(
        'city_text',
        sa.Column('kind', sa.String(10), nullable=False),
        sa.Column('code', sa.String(60), nullable=False),
        sa.Column('locale', sa.String(2), nullable=False),
        sa.Column('texts', sa.JSON(), nullable=False),
        sa.Column('state', sa.String(8), nullable=False),
        sa.Column('source_locale', sa.String(2), nullable=False),
        sa.Column('source_hash', sa.String(64), nullable=False),
        sa.Column('shown', sa.JSON(), nullable=True),
        sa.Column('shown_hash', sa.String(64), nullable=False),
        sa.Column('file_hash', sa.String(64), nullable=False),
        sa.Column('written_on', sa.Date(), nullable=False),
        sa.Column('reviewed_on', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'reviewed')", name='ck_city_text_state'),
        sa.CheckConstraint("state <> 'reviewed' OR shown IS NOT NULL", name='ck_city_text_reviewed'),
        sa.PrimaryKeyConstraint('kind', 'code', 'locale'),
    )
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table('city_text')
    op.drop_table('city_page')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP FUNCTION city_text_refuse')
        op.execute('DROP FUNCTION city_page_refuse')
