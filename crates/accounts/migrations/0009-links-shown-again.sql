-- What the link of an invitation is derived from, beside the server's key, so that whoever made it finds it
-- again until somebody came by it; and who that is. Links of before were shown once.
ALTER TABLE invitations ADD COLUMN link_nonce BLOB;
ALTER TABLE invitations ADD COLUMN link_by TEXT;
