-- The expert pool (Art. 11) and the draws from it (Art. 12). The twin of this file for the other
-- engine has the same tables, columns and constraints.

ALTER TABLE expert ADD COLUMN email TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE expert ADD COLUMN phone TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE expert ADD COLUMN region TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE expert ADD COLUMN title TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE expert ADD COLUMN methods TEXT COLLATE "C" NOT NULL DEFAULT '[]';
-- Whoever rests is neither drawn nor seated; why is kept.
ALTER TABLE expert ADD COLUMN status TEXT COLLATE "C" NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'resting'));
ALTER TABLE expert ADD COLUMN status_reason TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE expert ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE expert ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
-- An address is one expert's: the account is made for it.
CREATE UNIQUE INDEX expert_email ON expert (email) WHERE email <> '';
CREATE INDEX expert_name ON expert (name, id);
CREATE INDEX panel_member_expert ON panel_member (expert);
-- One lead a panel (Art. 14).
CREATE UNIQUE INDEX panel_member_lead ON panel_member (panel) WHERE lead;

-- Draws as they were made, so that anybody can make them again. A panel that was not formed yet is
-- formed when the drawn are seated.
CREATE TABLE expert_draw (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    at BIGINT NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    panel TEXT COLLATE "C" NOT NULL,
    fields TEXT COLLATE "C" NOT NULL,
    seed BIGINT NOT NULL,
    size BIGINT NOT NULL CHECK (size > 0),
    candidates TEXT COLLATE "C" NOT NULL,
    drawn TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    seated_at BIGINT
);
CREATE INDEX expert_draw_season ON expert_draw (season, at);
