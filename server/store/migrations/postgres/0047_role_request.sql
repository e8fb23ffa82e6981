-- The roles of the Office, the association and the ministry are asked for by one and confirmed by another, too
-- (Art. 5, 22; ADR 0041). A bound is widened and nothing else: the program before reads and writes as it did.
-- contract of 0023
-- The SQLite twin of this file leads to the same tables, columns and constraints.

ALTER TABLE role_request DROP CONSTRAINT role_request_role;
ALTER TABLE role_request ADD CONSTRAINT role_request_role
    CHECK (role IN ('system_admin', 'security_admin', 'audit_admin', 'office', 'caq', 'ministry'));
