-- The tables of the funnel.
--
-- Instants are timestamptz(3) and always passed in: nothing here reads a clock. Money is whole minor units (grosz, cent), at most
-- 10^13 of them, so that it stays exact as a JavaScript number. Every key and every foreign key leads with the workspace: a row
-- cannot point into another company's data. Erasing a workspace takes its rows along; inside it nothing that is referred to can go.
-- Languages, event kinds and delivery kinds are open lists (one file of code each), so they are not listed in a CHECK.

-- Trigram search, and GIN over the workspace beside it. Both are trusted: the owner of the database may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- One company's Slack workspace: the tenant. Every other table leads its key with it.
CREATE TABLE workspace (
    id               text NOT NULL,
    name             text NOT NULL,
    language         text NOT NULL DEFAULT 'en' CHECK (language ~ '^[a-z]{2}$'),
    time_zone        text NOT NULL DEFAULT 'Europe/Warsaw',
    holiday_region   text,
    next_deal_number integer NOT NULL DEFAULT 1 CHECK (next_deal_number >= 1),
    counter_version  integer NOT NULL CHECK (counter_version >= 0),
    installed_by     text,
    created_at       timestamptz(3) NOT NULL,
    PRIMARY KEY (id)
);

-- What Slack's OAuth gave at install; the token is encrypted.
CREATE TABLE installation (
    workspace_id     text NOT NULL,
    enterprise_id    text,
    encrypted_record text NOT NULL,
    installed_at     timestamptz(3) NOT NULL,
    updated_at       timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE
);

-- A person, with or without a Slack account.
CREATE TABLE member (
    workspace_id  text NOT NULL,
    id            text NOT NULL,
    slack_user_id text,
    name          text NOT NULL,
    email         text,
    role          text NOT NULL DEFAULT 'rep' CHECK (role IN ('rep', 'manager', 'admin')),
    language      text CHECK (language ~ '^[a-z]{2}$'),
    locale        text,
    time_zone     text,
    active        boolean NOT NULL DEFAULT true,
    created_at    timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX member_workspace_id_slack_user_id_key ON member (workspace_id, slack_user_id);

-- A configured sequence of stages, in one currency.
CREATE TABLE pipeline (
    workspace_id text NOT NULL,
    id           text NOT NULL,
    name         text NOT NULL,
    currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    is_default   boolean NOT NULL DEFAULT false,
    lost_reasons jsonb NOT NULL,
    archived_at  timestamptz(3),
    created_at   timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE
);
-- One default among the pipelines in use.
CREATE UNIQUE INDEX pipeline_one_default ON pipeline (workspace_id) WHERE is_default AND archived_at IS NULL;

-- A step of a pipeline. Archived, never deleted while a deal or a counter names it.
CREATE TABLE stage (
    workspace_id         text NOT NULL,
    pipeline_id          text NOT NULL,
    id                   text NOT NULL,
    position             integer NOT NULL CHECK (position >= 0),
    kind                 text NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
    name                 text NOT NULL,
    short_name           text NOT NULL CHECK (char_length(short_name) BETWEEN 1 AND 12),
    meaning              text NOT NULL,
    criteria             jsonb NOT NULL,
    actions              jsonb NOT NULL,
    starting_probability double precision NOT NULL CHECK (starting_probability BETWEEN 0 AND 1),
    minimum              integer NOT NULL DEFAULT 1 CHECK (minimum >= 0),
    ageing_days          integer NOT NULL CHECK (ageing_days >= 1),
    strict               boolean NOT NULL DEFAULT false,
    archived_at          timestamptz(3),
    PRIMARY KEY (workspace_id, pipeline_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE CASCADE ON UPDATE CASCADE
);

-- Contact data of a deal, one row per version, so that a person can be erased.
CREATE TABLE contact (
    workspace_id text NOT NULL,
    id           text NOT NULL,
    name         text,
    email        text,
    phone        text,
    decider      text,
    erased_at    timestamptz(3),
    created_at   timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE
);

-- A possible sale; the row is what its history says.
CREATE TABLE deal (
    workspace_id         text NOT NULL,
    number               integer NOT NULL CHECK (number >= 1),
    pipeline_id          text NOT NULL,
    version              integer NOT NULL CHECK (version >= 1),
    name                 text NOT NULL,
    company              text,
    contact_id           text,
    owner_id             text NOT NULL,
    stage_id             text NOT NULL,
    stage_since          timestamptz(3) NOT NULL,
    tier                 integer NOT NULL DEFAULT 0 CHECK (tier BETWEEN 0 AND 3),
    outcome              text NOT NULL CHECK (outcome IN ('open', 'won', 'lost', 'withdrawn')),
    closed_at            timestamptz(3),
    lost_reason_id       text,
    value_minor          bigint CHECK (value_minor BETWEEN 0 AND 10000000000000),
    currency             text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    pipeline_value_minor bigint CHECK (pipeline_value_minor BETWEEN 0 AND 10000000000000),
    rate                 double precision CHECK (rate > 0),
    rate_on              date,
    close_on             date,
    next_step            text,
    next_step_on         date,
    source               text,
    external_id          text,
    missing              text[],
    remind_on            date,
    search               text NOT NULL,
    created_at           timestamptz(3) NOT NULL,
    changed_at           timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, number),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, owner_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contact ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT deal_closed_at_check
        CHECK (CASE outcome WHEN 'open' THEN closed_at IS NULL WHEN 'withdrawn' THEN true ELSE closed_at IS NOT NULL END),
    CONSTRAINT deal_pipeline_value_minor_needs_value_check CHECK (pipeline_value_minor IS NULL OR value_minor IS NOT NULL)
);
CREATE INDEX deal_workspace_id_pipeline_id_outcome_stage_id_idx ON deal (workspace_id, pipeline_id, outcome, stage_id);
CREATE INDEX deal_workspace_id_pipeline_id_outcome_closed_at_idx ON deal (workspace_id, pipeline_id, outcome, closed_at);
CREATE INDEX deal_workspace_id_owner_id_outcome_idx ON deal (workspace_id, owner_id, outcome);
CREATE INDEX deal_search ON deal USING gin (workspace_id text_ops, search gin_trgm_ops);
CREATE UNIQUE INDEX deal_workspace_id_external_id_key ON deal (workspace_id, external_id);

-- Free text about a deal; the history points here, so that the text can be erased.
CREATE TABLE note (
    workspace_id text NOT NULL,
    id           text NOT NULL,
    deal_number  integer NOT NULL,
    member_id    text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('note', 'reason')),
    text         text NOT NULL,
    at           timestamptz(3) NOT NULL,
    erased_at    timestamptz(3),
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, deal_number) REFERENCES deal ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX note_workspace_id_deal_number_idx ON note (workspace_id, deal_number);

-- The append-only history.
CREATE TABLE deal_event (
    workspace_id  text NOT NULL,
    deal_number   integer NOT NULL,
    version       integer NOT NULL CHECK (version >= 1),
    pipeline_id   text NOT NULL,
    kind          text NOT NULL,
    at            timestamptz(3) NOT NULL,
    recorded_at   timestamptz(3) NOT NULL,
    actor_id      text NOT NULL,
    through       text NOT NULL,
    from_stage_id text,
    to_stage_id   text,
    before        jsonb,
    after         jsonb NOT NULL,
    fields        text[],
    note_id       text,
    undoes        integer CHECK (undoes >= 1),
    PRIMARY KEY (workspace_id, deal_number, version),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, deal_number) REFERENCES deal ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, actor_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, from_stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, to_stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, note_id) REFERENCES note ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT deal_event_before_check CHECK ((version = 1) = (before IS NULL)),
    CONSTRAINT deal_event_undoes_earlier_check CHECK (undoes < version)
);
CREATE INDEX deal_event_workspace_id_pipeline_id_at_idx ON deal_event (workspace_id, pipeline_id, at);

-- Somebody said that a criterion holds for a deal.
CREATE TABLE criterion_tick (
    workspace_id text NOT NULL,
    deal_number  integer NOT NULL,
    criterion_id text NOT NULL,
    member_id    text NOT NULL,
    at           timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, deal_number, criterion_id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, deal_number) REFERENCES deal ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What is to be won in a month, quarter or year.
CREATE TABLE target (
    workspace_id text NOT NULL,
    id           text NOT NULL,
    pipeline_id  text NOT NULL,
    member_id    text,
    period       text NOT NULL CHECK (period IN ('month', 'quarter', 'year')),
    starts_on    date NOT NULL,
    value_minor  bigint NOT NULL CHECK (value_minor BETWEEN 0 AND 10000000000000),
    set_at       timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT target_starts_on_check CHECK (extract(day FROM starts_on) = 1)
);
CREATE UNIQUE INDEX target_workspace_id_pipeline_id_member_id_period_starts_on_key
    ON target (workspace_id, pipeline_id, member_id, period, starts_on);
-- The unique key above lets NULL members repeat: the team has one target a period.
CREATE UNIQUE INDEX target_one_for_the_team ON target (workspace_id, pipeline_id, period, starts_on) WHERE member_id IS NULL;

-- 1 unit of currency = rate units of in_currency, from that day on.
CREATE TABLE exchange_rate (
    workspace_id text NOT NULL,
    currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    in_currency  text NOT NULL CHECK (in_currency ~ '^[A-Z]{3}$'),
    valid_from   date NOT NULL,
    rate         double precision NOT NULL CHECK (rate > 0),
    PRIMARY KEY (workspace_id, currency, in_currency, valid_from),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT exchange_rate_two_currencies_check CHECK (currency <> in_currency)
);

-- Which channel gets the digest and alerts of which pipeline, and when.
CREATE TABLE subscription (
    workspace_id   text NOT NULL,
    id             text NOT NULL,
    pipeline_id    text NOT NULL,
    channel_id     text NOT NULL,
    channel_name   text NOT NULL,
    weekday        integer NOT NULL DEFAULT 1 CHECK (weekday BETWEEN 1 AND 7),
    time_of_day    text NOT NULL DEFAULT '09:00' CHECK (time_of_day ~ '^([01]\d|2[0-3]):[0-5]\d$'),
    time_zone      text NOT NULL,
    language       text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
    cards_from     integer DEFAULT 2 CHECK (cards_from >= 1),
    allow_external boolean NOT NULL DEFAULT false,
    next_due_at    timestamptz(3) NOT NULL,
    next_check_at  timestamptz(3) NOT NULL,
    problem        text,
    ended_at       timestamptz(3),
    created_at     timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX subscription_next_due_at_idx ON subscription (next_due_at);
CREATE INDEX subscription_next_check_at_idx ON subscription (next_check_at);
CREATE UNIQUE INDEX subscription_workspace_id_channel_id_pipeline_id_key ON subscription (workspace_id, channel_id, pipeline_id);

-- The one living message of a deal in a channel.
CREATE TABLE deal_card (
    workspace_id  text NOT NULL,
    deal_number   integer NOT NULL,
    channel_id    text NOT NULL,
    message_ts    text NOT NULL,
    shown_version integer NOT NULL CHECK (shown_version >= 0),
    updated_at    timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, deal_number, channel_id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, deal_number) REFERENCES deal ON DELETE RESTRICT ON UPDATE CASCADE
);

-- One episode of a stage that ran dry, from the first sight to the recovery.
CREATE TABLE stage_alert (
    workspace_id     text NOT NULL,
    id               text NOT NULL,
    pipeline_id      text NOT NULL,
    stage_id         text NOT NULL,
    dry_since        timestamptz(3) NOT NULL,
    seen_at          timestamptz(3) NOT NULL,
    needed           integer NOT NULL CHECK (needed >= 1),
    managers_told_at timestamptz(3),
    channel_told_at  timestamptz(3),
    recovered_at     timestamptz(3),
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE
);
-- One open episode a stage, however many instances look at the same time.
CREATE UNIQUE INDEX stage_alert_one_open ON stage_alert (workspace_id, pipeline_id, stage_id) WHERE recovered_at IS NULL;

-- "I'll take it": who moves which deal, by when.
CREATE TABLE commitment (
    workspace_id text NOT NULL,
    id           text NOT NULL,
    alert_id     text,
    deal_number  integer NOT NULL,
    member_id    text NOT NULL,
    to_stage_id  text NOT NULL,
    due_on       date NOT NULL,
    made_at      timestamptz(3) NOT NULL,
    done_at      timestamptz(3),
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, alert_id) REFERENCES stage_alert ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, deal_number) REFERENCES deal ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX commitment_workspace_id_alert_id_deal_number_key ON commitment (workspace_id, alert_id, deal_number);

-- The ledger that decides what is posted, once.
CREATE TABLE delivery (
    workspace_id text NOT NULL,
    key          text NOT NULL,
    kind         text NOT NULL,
    target       text NOT NULL,
    subject      text,
    payload      jsonb NOT NULL,
    state        text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'ambiguous', 'superseded')),
    not_before   timestamptz(3) NOT NULL,
    attempt      integer NOT NULL DEFAULT 0 CHECK (attempt >= 0),
    lease_until  timestamptz(3),
    first_try_at timestamptz(3),
    sent_at      timestamptz(3),
    channel_id   text,
    message_ts   text,
    error        text,
    created_at   timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, key),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX delivery_state_not_before_idx ON delivery (state, not_before);

-- A request that was carried out, and what was answered.
CREATE TABLE handled (
    workspace_id text NOT NULL,
    key          text NOT NULL,
    answer       jsonb NOT NULL,
    at           timestamptz(3) NOT NULL,
    PRIMARY KEY (workspace_id, key),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX handled_at_idx ON handled (at);

-- Counters: everything that statistics read, written in the statement that writes the event. Counts, sums and durations carry no sign
-- check: an upsert proposes its delta as a new row, a negative one included, and CHECKs are tested before the conflict is noticed.

-- Time that ended visits spent in a stage, by age of the visit and month.
CREATE TABLE stage_exposure (
    workspace_id text NOT NULL,
    pipeline_id  text NOT NULL,
    stage_id     text NOT NULL,
    month        text NOT NULL CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
    age_bin      integer NOT NULL CHECK (age_bin >= 0),
    exposure_ms  bigint NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, stage_id, month, age_bin),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Exits from a stage by age of the visit, month and destination.
CREATE TABLE stage_exit (
    workspace_id text NOT NULL,
    pipeline_id  text NOT NULL,
    stage_id     text NOT NULL,
    month        text NOT NULL CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
    age_bin      integer NOT NULL CHECK (age_bin >= 0),
    destination  text NOT NULL,
    count        integer NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, stage_id, month, age_bin, destination),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Exits by the owner before the move.
CREATE TABLE rep_exit (
    workspace_id text NOT NULL,
    pipeline_id  text NOT NULL,
    stage_id     text NOT NULL,
    member_id    text NOT NULL,
    month        text NOT NULL CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
    not_lost     integer NOT NULL,
    lost         integer NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, stage_id, member_id, month),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Exits by value tier at the visit's entry.
CREATE TABLE tier_exit (
    workspace_id text NOT NULL,
    pipeline_id  text NOT NULL,
    stage_id     text NOT NULL,
    tier         integer NOT NULL CHECK (tier BETWEEN 0 AND 3),
    month        text NOT NULL CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
    not_lost     integer NOT NULL,
    lost         integer NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, stage_id, tier, month),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Entries into a stage by day.
CREATE TABLE stage_entry (
    workspace_id text NOT NULL,
    pipeline_id  text NOT NULL,
    stage_id     text NOT NULL,
    day          text NOT NULL CHECK (day ~ '^\d{4}-\d{2}-\d{2}$'),
    how          text NOT NULL CHECK (how IN ('created', 'imported', 'moved', 'reopened')),
    count        integer NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, stage_id, day, how),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Open deals by stage, owner, tier and day of entry.
CREATE TABLE open_stock (
    workspace_id text NOT NULL,
    pipeline_id  text NOT NULL,
    stage_id     text NOT NULL,
    owner_id     text NOT NULL,
    tier         integer NOT NULL CHECK (tier BETWEEN 0 AND 3),
    day          text NOT NULL CHECK (day ~ '^\d{4}-\d{2}-\d{2}$'),
    count        integer NOT NULL,
    offset_ms    bigint NOT NULL,
    value_minor  bigint NOT NULL,
    unpriced     integer NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, stage_id, owner_id, tier, day),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id, stage_id) REFERENCES stage ON DELETE RESTRICT ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, owner_id) REFERENCES member ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Value tiers in force from an instant on; below low: tier 1, from high on: tier 3.
CREATE TABLE tier_bounds (
    workspace_id text NOT NULL,
    pipeline_id  text NOT NULL,
    valid_from   timestamptz(3) NOT NULL,
    low_minor    bigint NOT NULL,
    high_minor   bigint NOT NULL,
    PRIMARY KEY (workspace_id, pipeline_id, valid_from),
    FOREIGN KEY (workspace_id) REFERENCES workspace ON DELETE CASCADE ON UPDATE CASCADE,
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipeline ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT tier_bounds_order_check CHECK (low_minor <= high_minor)
);
