-- Whether a person's organisation knows them as its own: 'member', 'said' (by whoever brought them), or
-- 'disowned' by its administrators. Whoever administers an organisation is its own; of everybody else as far
-- as nobody from outside brought them, and nobody of one that is only a name.
ALTER TABLE people ADD COLUMN belongs TEXT NOT NULL DEFAULT 'said';
UPDATE people SET belongs = 'member'
    WHERE organisation_id IN
        (SELECT id FROM organisations WHERE named_for IS NULL OR confirmed_at IS NOT NULL)
    AND (administrator = 1 OR NOT EXISTS (
        SELECT 1 FROM invitations i
        JOIN organisations o ON o.id = people.organisation_id
        LEFT JOIN people b ON b.id = i.invited_by AND b.organisation_id = people.organisation_id
            AND (o.named_for IS NULL OR b.administrator = 1)
        WHERE i.person_id = people.id AND b.id IS NULL));

-- Whom a change is about, where its person is told of somebody else.
ALTER TABLE way_changes ADD COLUMN about TEXT;
