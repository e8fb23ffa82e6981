-- Which expert has a sheet or a board open: nothing of the record, gone soon after the last sign of life.
CREATE TABLE at_work (
    season TEXT COLLATE "C" NOT NULL REFERENCES season (id),
    expert TEXT COLLATE "C" NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (season, expert)
);
