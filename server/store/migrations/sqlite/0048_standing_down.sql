-- An expert who falls out in the middle of a review is stood down: their seat stays, for what they have scored counts, and
-- they are given nothing more (Art. 12, 19; ADR 0066). A program that does not know the columns may give them reviews.
-- The PostgreSQL twin of this file leads to the same tables, columns and constraints.

ALTER TABLE panel_member ADD COLUMN stood_down_at INTEGER;
ALTER TABLE panel_member ADD COLUMN stood_down_reason TEXT NOT NULL DEFAULT '';
