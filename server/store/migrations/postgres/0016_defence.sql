-- The defence (Art. 20): sittings of panels, the lot, slots, who scores whom, what was seen on the site.
-- The SQLite twin of this file has the same tables, columns and constraints.

CREATE TABLE sitting (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    panel TEXT COLLATE "C" NOT NULL REFERENCES panel (id),
    room TEXT NOT NULL,
    starts BIGINT NOT NULL,
    slots BIGINT NOT NULL CHECK (slots >= 1),
    -- JSON of the breaks between slots.
    breaks TEXT NOT NULL,
    -- JSON of the experts who sit in it.
    experts TEXT NOT NULL,
    -- Set when its slots were told to applicants and experts.
    published_at BIGINT
);
CREATE INDEX sitting_season ON sitting (season, panel);

-- Each drawing of an order by lot, for good: the latest of its panel counts.
CREATE TABLE lot (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    panel TEXT COLLATE "C" NOT NULL REFERENCES panel (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    -- Decimal, so that no engine rounds it.
    seed TEXT COLLATE "C" NOT NULL,
    -- JSON of the references in the order drawn: with the seed they give it again.
    drawn TEXT NOT NULL,
    -- SHA-256 of the references that were in the drum.
    fingerprint TEXT COLLATE "C" NOT NULL,
    reason TEXT NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (season, panel, number)
);

CREATE TABLE slot (
    dossier TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES dossier (id),
    sitting TEXT COLLATE "C" NOT NULL REFERENCES sitting (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    -- Grows whenever a published slot moves, so that a calendar replaces its entry.
    sequence BIGINT NOT NULL,
    confirmed_at BIGINT,
    -- JSON of who will come, as the applicant wrote it.
    delegates TEXT NOT NULL,
    arrived_at BIGINT,
    -- When the timer of the room was started for it: once.
    begun_at BIGINT,
    cancelled_at BIGINT,
    CONSTRAINT slot_time UNIQUE (sitting, number),
    CONSTRAINT slot_span CHECK (ends > starts)
);

-- Who scores whom in the defence: written when slots are published, and changed with them.
CREATE TABLE defence_assignment (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    expert TEXT COLLATE "C" NOT NULL REFERENCES expert (id),
    panel TEXT COLLATE "C" NOT NULL REFERENCES panel (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (dossier, expert)
);
CREATE INDEX defence_assignment_expert ON defence_assignment (season, expert);

-- On-site verification before the defence, with its report.
CREATE TABLE verification (
    dossier TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES dossier (id),
    on_day TEXT COLLATE "C" NOT NULL,
    -- JSON of the people sent.
    people TEXT NOT NULL,
    finding TEXT COLLATE "C" NOT NULL,
    report TEXT NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);

-- Slides for the defence: beside the dossier, which stays as it was frozen.
CREATE TABLE slide (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    dossier TEXT COLLATE "C" NOT NULL REFERENCES dossier (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL CHECK (size > 0),
    sha256 TEXT COLLATE "C" NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX slide_dossier ON slide (dossier, at);
