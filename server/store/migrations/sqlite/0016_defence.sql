-- The defence (Art. 20): sittings of panels, the lot, slots, who scores whom, what was seen on the site.
-- The PostgreSQL twin of this file has the same tables, columns and constraints.

CREATE TABLE sitting (
    id TEXT NOT NULL PRIMARY KEY,
    season TEXT NOT NULL REFERENCES season (id),
    panel TEXT NOT NULL REFERENCES panel (id),
    room TEXT NOT NULL,
    starts INTEGER NOT NULL,
    slots INTEGER NOT NULL CHECK (slots >= 1),
    -- JSON of the breaks between slots.
    breaks TEXT NOT NULL,
    -- JSON of the experts who sit in it.
    experts TEXT NOT NULL,
    -- Set when its slots were told to applicants and experts.
    published_at INTEGER
);
CREATE INDEX sitting_season ON sitting (season, panel);

-- Each drawing of an order by lot, for good: the latest of its panel counts.
CREATE TABLE lot (
    season TEXT NOT NULL REFERENCES season (id),
    panel TEXT NOT NULL REFERENCES panel (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    -- Decimal, so that no engine rounds it.
    seed TEXT NOT NULL,
    -- JSON of the references in the order drawn: with the seed they give it again.
    drawn TEXT NOT NULL,
    -- SHA-256 of the references that were in the drum.
    fingerprint TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (season, panel, number)
);

CREATE TABLE slot (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
    sitting TEXT NOT NULL REFERENCES sitting (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    -- Grows whenever a published slot moves, so that a calendar replaces its entry.
    sequence INTEGER NOT NULL,
    confirmed_at INTEGER,
    -- JSON of who will come, as the applicant wrote it.
    delegates TEXT NOT NULL,
    arrived_at INTEGER,
    -- When the timer of the room was started for it: once.
    begun_at INTEGER,
    cancelled_at INTEGER,
    CONSTRAINT slot_time UNIQUE (sitting, number),
    CONSTRAINT slot_span CHECK (ends > starts)
);

-- Who scores whom in the defence: written when slots are published, and changed with them.
CREATE TABLE defence_assignment (
    season TEXT NOT NULL REFERENCES season (id),
    dossier TEXT NOT NULL REFERENCES dossier (id),
    expert TEXT NOT NULL REFERENCES expert (id),
    panel TEXT NOT NULL REFERENCES panel (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (dossier, expert)
);
CREATE INDEX defence_assignment_expert ON defence_assignment (season, expert);

-- On-site verification before the defence, with its report.
CREATE TABLE verification (
    dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
    on_day TEXT NOT NULL,
    -- JSON of the people sent.
    people TEXT NOT NULL,
    finding TEXT NOT NULL,
    report TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL
);

-- Slides for the defence: beside the dossier, which stays as it was frozen.
CREATE TABLE slide (
    id TEXT NOT NULL PRIMARY KEY,
    dossier TEXT NOT NULL REFERENCES dossier (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    removed_at INTEGER
);
CREATE INDEX slide_dossier ON slide (dossier, at);
