-- What stands beside the ledger after years of use: who looked, what was asked and told, meetings
-- and who was asked to them, and pairs of records that may be of one child. One day: 31 March 2026.

CREATE TEMPORARY TABLE works AS
    SELECT row_number() OVER (ORDER BY i.child_id, i.id) AS number, i.child_id, i.user_id,
           u.name, u.role, u.team_id
    FROM involvement i JOIN keepsight_user u ON u.id = i.user_id
    WHERE i.to_on IS NULL;

INSERT INTO audit (at, by_whom, role, what, was_allowed, child, concern, facts, note, by_id, sort)
    SELECT timestamptz '2026-03-31 12:00Z' - interval '10 hours' * days - interval '1 minute' * (number % 500),
           name, role, 'see_child', true, child_id, '', '[]', '', user_id, 'view'
    FROM works CROSS JOIN generate_series(1, 20) AS days;

INSERT INTO ask (kind, about, words, due_on, asked_at, done_at, outcome, child_id, of_id, done_by_id)
    SELECT 'see_child_again', md5(number || 'ask' || turn), '', date '2026-04-05' - 20 * turn,
           timestamptz '2026-03-30 12:00Z' - interval '20 days' * turn,
           CASE WHEN turn > 0 OR number % 4 > 0
                THEN timestamptz '2026-03-31 12:00Z' - interval '20 days' * turn END,
           CASE WHEN turn > 0 OR number % 4 > 0 THEN 'done' ELSE '' END,
           child_id, user_id, CASE WHEN turn > 0 OR number % 4 > 0 THEN user_id END
    FROM works CROSS JOIN generate_series(0, 5) AS turn;

INSERT INTO notice (what, about, words, told_at, acknowledged_at, child_id, to_id)
    SELECT 'visit', md5(number || 'notice' || turn), '',
           timestamptz '2026-03-31 12:00Z' - interval '9 days' * turn,
           CASE WHEN turn > 0 THEN timestamptz '2026-03-31 12:00Z' - interval '8 days' * turn END,
           child_id, user_id
    FROM works CROSS JOIN generate_series(0, 9) AS turn;

-- A meeting of every fourth worker and child each quarter of two years; the last is to come.
INSERT INTO meeting (meeting, kind, held_on, place, purpose, arranged_at, not_quorate_because, said,
        concluded_at, cancelled_because, arranged_by_id, chair_id, concluded_by_id)
    SELECT md5(number || 'meeting' || turn), 'core_group', date '2026-04-07' - 90 * turn, 'Room 2',
           'How the plan goes.', timestamptz '2026-03-01 12:00Z' - interval '90 days' * turn, '', '',
           CASE WHEN turn > 0 THEN timestamptz '2026-04-07 15:00Z' - interval '90 days' * turn END,
           '', user_id, user_id, CASE WHEN turn > 0 THEN user_id END
    FROM works CROSS JOIN generate_series(0, 7) AS turn WHERE number % 4 = 0;

-- Nobody adds to a concluded meeting; here they are copied as they would stand.
ALTER TABLE meeting_child DISABLE TRIGGER USER;
ALTER TABLE meeting_invitation DISABLE TRIGGER USER;
INSERT INTO meeting_child (meeting_id, child_id, wishes, wishes_known, decision, categories,
        plan_end, reasons)
    SELECT md5(number || 'meeting' || turn), child_id, '', '', '', '{}', '', ''
    FROM works CROSS JOIN generate_series(0, 7) AS turn WHERE number % 4 = 0;

INSERT INTO meeting_invitation (meeting_id, user_id, name, agency, organisation, part,
        left_out_because, reply, reply_words, was_present, views)
    SELECT md5(number || 'meeting' || turn), CASE WHEN asked = 0 THEN user_id END,
           CASE WHEN asked = 0 THEN name ELSE 'Somebody ' || asked END, 'social_care', '',
           'member', '', '', '', CASE WHEN turn > 0 THEN true END, ''
    FROM works CROSS JOIN generate_series(0, 7) AS turn CROSS JOIN generate_series(0, 4) AS asked
    WHERE number % 4 = 0;

ALTER TABLE meeting_child ENABLE TRIGGER USER;
ALTER TABLE meeting_invitation ENABLE TRIGGER USER;

INSERT INTO possible_match (one_id, other_id, likeness, found_at, decided, decided_at, reasons,
        looked_at, decided_by_id)
    SELECT DISTINCT ON (least(one.child_id, other.child_id), greatest(one.child_id, other.child_id))
           least(one.child_id, other.child_id), greatest(one.child_id, other.child_id), 'possible',
           timestamptz '2026-03-01 12:00Z', CASE WHEN one.number % 3 > 0 THEN 'not_the_same' ELSE '' END,
           CASE WHEN one.number % 3 > 0 THEN timestamptz '2026-03-02 12:00Z' END,
           '', '{}', CASE WHEN one.number % 3 > 0 THEN one.user_id END
    FROM works one JOIN works other ON other.number = one.number + 40
    WHERE one.number % 4 = 1 AND one.child_id <> other.child_id;
