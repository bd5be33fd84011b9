import type { Database } from 'better-sqlite3'
import { GatewayError } from '../../model/errors.ts'
import { figuresSchema } from './figures-schema.ts'
import { opinionsSchema } from './opinions-schema.ts'

/**
 * The schema, oldest step first; a released step is never changed, only followed by another.
 * `user_version` holds the number of steps done.
 */
export const migrations: readonly string[] = [
  `
  -- One counter orders every change: it numbers lines (position) and their changes (seq).
  CREATE TABLE counter (seq INTEGER NOT NULL, probe INTEGER NOT NULL DEFAULT 0);
  INSERT INTO counter (seq) VALUES (0);

  CREATE TABLE conversations (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    external_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    customer_name TEXT,
    version INTEGER NOT NULL,
    round INTEGER NOT NULL,
    ticket_count INTEGER NOT NULL,
    phase TEXT NOT NULL,
    state TEXT NOT NULL,        -- JSON: phase, memory
    seq INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    last_text TEXT NOT NULL,
    waiting_since INTEGER,
    due_at INTEGER,             -- when a turn has something to do: unread lines, a wait or a timer
    owned_from INTEGER,         -- the turn with which a person last took it over
    undo_turn INTEGER,          -- set while no word of the last turn has left
    undo TEXT                   -- JSON: what it takes to run that turn again
  );
  CREATE UNIQUE INDEX conversations_external ON conversations (external_id, channel, account);
  CREATE INDEX conversations_seq ON conversations (seq);
  CREATE INDEX conversations_due ON conversations (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX conversations_waiting ON conversations (waiting_since)
    WHERE waiting_since IS NOT NULL;
  CREATE INDEX conversations_recent ON conversations (last_at) WHERE waiting_since IS NULL;
  CREATE INDEX conversations_phase ON conversations (phase, last_at) WHERE waiting_since IS NULL;
  CREATE INDEX conversations_account ON conversations (channel, account, last_at)
    WHERE waiting_since IS NULL;

  -- Every line of every transcript. Inbound ones have an external_id, outbound ones an id.
  CREATE TABLE messages (
    position INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    turn INTEGER,               -- inbound: the turn that read it; outbound: the one that wrote it
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    parts TEXT NOT NULL,        -- JSON
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    external_id TEXT,
    order_key TEXT,
    received_at INTEGER,
    id TEXT,
    agent TEXT,
    agent_name TEXT,
    why TEXT,                   -- JSON
    route TEXT,
    status TEXT,
    attempts INTEGER,
    next_at INTEGER,            -- only the first line in a conversation's queue has one
    reason TEXT,
    platform_id TEXT
  );
  CREATE UNIQUE INDEX messages_known ON messages (channel, account, external_id)
    WHERE external_id IS NOT NULL;
  CREATE UNIQUE INDEX messages_id ON messages (id) WHERE id IS NOT NULL;
  CREATE INDEX messages_transcript ON messages (conversation, position);
  CREATE INDEX messages_changes ON messages (conversation, seq);
  CREATE INDEX messages_seq ON messages (seq);
  CREATE INDEX messages_unread ON messages (conversation, order_key, position)
    WHERE turn IS NULL AND external_id IS NOT NULL;
  CREATE INDEX messages_due ON messages (next_at, position)
    WHERE status = 'pending' AND route = 'push' AND next_at IS NOT NULL;
  CREATE INDEX messages_queue ON messages (conversation, position)
    WHERE status IN ('pending', 'sending');
  CREATE INDEX messages_pull ON messages (channel, account, position)
    WHERE status = 'pending' AND route = 'pull';
  CREATE INDEX messages_sending ON messages (position) WHERE status = 'sending';

  CREATE TABLE turns (
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    turn INTEGER NOT NULL,      -- the conversation's version that it started from
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    trigger TEXT NOT NULL,
    decision TEXT NOT NULL,     -- JSON
    UNIQUE (conversation, turn)
  );

  -- Ended timers stay until the next turn, so that a turn can be run again.
  CREATE TABLE timers (
    id TEXT PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    name TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    started_by INTEGER NOT NULL,
    ended_by INTEGER
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX timers_running ON timers (conversation, name) WHERE ended_by IS NULL;
  CREATE INDEX timers_conversation ON timers (conversation);

  CREATE TABLE tickets (
    id TEXT PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    opened_at INTEGER NOT NULL,
    body TEXT NOT NULL,         -- JSON
    saved_by INTEGER,           -- the turn that wrote this body
    before TEXT                 -- JSON: the body before that turn
  );
  CREATE INDEX tickets_conversation ON tickets (conversation, opened_at);

  CREATE TABLE commands (
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    key TEXT NOT NULL,
    PRIMARY KEY (conversation, key)
  ) WITHOUT ROWID;

  CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    agent TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE media (
    id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    url TEXT NOT NULL,
    at INTEGER NOT NULL,
    status TEXT NOT NULL,
    mime TEXT,
    bytes INTEGER,
    sha256 TEXT,
    name TEXT,
    reason TEXT
  );
  CREATE INDEX media_wanted ON media (at, id) WHERE status = 'wanted';

  -- Counting millions of rows for a metrics page is unbounded work; counting along is not.
  CREATE TABLE tallies (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TRIGGER tally_new_line AFTER INSERT ON messages WHEN NEW.status IS NOT NULL BEGIN
    INSERT INTO tallies VALUES (NEW.status, 1) ON CONFLICT DO UPDATE SET n = n + 1;
  END;
  CREATE TRIGGER tally_line AFTER UPDATE OF status ON messages
    WHEN NEW.status IS NOT OLD.status BEGIN
    UPDATE tallies SET n = n - 1 WHERE name = OLD.status;
    INSERT INTO tallies VALUES (NEW.status, 1) ON CONFLICT DO UPDATE SET n = n + 1;
  END;
  CREATE TRIGGER tally_new_conversation AFTER INSERT ON conversations BEGIN
    INSERT INTO tallies VALUES (NEW.phase, 1) ON CONFLICT DO UPDATE SET n = n + 1;
  END;
  CREATE TRIGGER tally_conversation AFTER UPDATE OF phase ON conversations
    WHEN NEW.phase IS NOT OLD.phase BEGIN
    UPDATE tallies SET n = n - 1 WHERE name = OLD.phase;
    INSERT INTO tallies VALUES (NEW.phase, 1) ON CONFLICT DO UPDATE SET n = n + 1;
  END;
  `,
  `
  -- Whether the customer has spoken, so that the conversation is theirs.
  ALTER TABLE conversations ADD COLUMN bound INTEGER NOT NULL DEFAULT 0;
  UPDATE conversations SET bound = 1;
  -- Turns in a row that could not be committed.
  ALTER TABLE conversations ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;

  ALTER TABLE messages ADD COLUMN released INTEGER;  -- 1: a person let this draft go
  ALTER TABLE messages ADD COLUMN told_by INTEGER;   -- failed lines: the turn that dealt with it
  UPDATE messages SET told_by = 0 WHERE status = 'failed';
  -- A line to be fetched has until next_at to be acknowledged.
  UPDATE messages SET next_at = at + 86400000 WHERE status = 'pending' AND route = 'pull';
  CREATE INDEX messages_expiry ON messages (next_at) WHERE status = 'pending' AND route = 'pull';
  CREATE INDEX messages_failed ON messages (conversation, position) WHERE status = 'failed';
  CREATE INDEX messages_drafts ON messages (conversation, position) WHERE status = 'draft';

  ALTER TABLE media ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE media ADD COLUMN next_at INTEGER;
  UPDATE media SET next_at = at WHERE status = 'wanted';
  DROP INDEX media_wanted;
  CREATE INDEX media_wanted ON media (next_at, at, id) WHERE status = 'wanted';
  `,
  `
  -- Several timers of one name: a clock for each stage of each ticket.
  ALTER TABLE timers ADD COLUMN subject TEXT NOT NULL DEFAULT '';
  DROP INDEX timers_running;
  CREATE UNIQUE INDEX timers_running ON timers (conversation, name, subject)
    WHERE ended_by IS NULL;

  -- Tickets become cases, found by their customer.
  ALTER TABLE tickets ADD COLUMN channel TEXT;
  ALTER TABLE tickets ADD COLUMN account TEXT;
  ALTER TABLE tickets ADD COLUMN customer_id TEXT;
  ALTER TABLE tickets ADD COLUMN is_open INTEGER AS
    (json_extract(body, '$.stage') NOT IN ('done', 'rejected', 'withdrawn')) VIRTUAL;
  ALTER TABLE tickets ADD COLUMN level INTEGER AS
    (json_extract(body, '$.severity.level')) VIRTUAL;
  ALTER TABLE tickets ADD COLUMN number TEXT AS (json_extract(body, '$.number')) VIRTUAL;
  UPDATE tickets SET (channel, account, customer_id) =
    (SELECT channel, account, customer_id FROM conversations WHERE key = conversation);
  UPDATE tickets SET before = NULL, saved_by = NULL, body = json_patch(
    json_object('channel', channel, 'account', account,
      'customer', json_object('id', customer_id), 'stage', 'opened',
      'severity', json_object('level', 2, 'because', '升级前的工单', 'by', 'rules'),
      'doubts', json_array(), 'clocks', json_array(), 'notes', json_array(),
      'votes', json_array(), 'trail', json_array()),
    body);
  CREATE INDEX tickets_customer ON tickets (customer_id, channel, account, opened_at);
  CREATE INDEX tickets_open ON tickets (is_open, opened_at);
  CREATE INDEX tickets_number ON tickets (number);

  -- What somebody of the shop must still see.
  ALTER TABLE conversations ADD COLUMN alerts INTEGER AS
    (ifnull(json_array_length(state, '$.alerts'), 0)) VIRTUAL;
  CREATE INDEX conversations_alerts ON conversations (last_at) WHERE alerts > 0;
  `,
  `
  -- Orders that came as a table, under their numbers as all spellings of them are alike.
  CREATE TABLE orders (
    key TEXT NOT NULL UNIQUE,
    buyer_id TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    body TEXT NOT NULL,         -- JSON
    changed_at INTEGER NOT NULL
  );
  CREATE INDEX orders_buyer ON orders (buyer_id, placed_at) WHERE buyer_id <> '';

  -- What was sold in them: reading all orders for a list of goods is unbounded work.
  CREATE TABLE goods (
    product_id TEXT NOT NULL,
    sku TEXT NOT NULL,
    title TEXT NOT NULL,
    price INTEGER,              -- fen
    sold_at INTEGER NOT NULL,
    PRIMARY KEY (product_id, sku)
  ) WITHOUT ROWID;
  CREATE INDEX goods_recent ON goods (sold_at);

  CREATE TABLE parcels (
    key TEXT PRIMARY KEY,
    state TEXT,
    state_since INTEGER,
    told_at INTEGER,            -- of when its state is
    last_event_at INTEGER,
    ended INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX parcels_quiet ON parcels (last_event_at) WHERE ended = 0;
  CREATE TABLE parcel_events (
    parcel TEXT NOT NULL REFERENCES parcels (key),
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (parcel, at, text)
  ) WITHOUT ROWID;
  `,
  `
  -- Who waits for a person is served in this order: danger and open tickets of level 1, then by time.
  ALTER TABLE conversations ADD COLUMN urgent_tickets INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversations ADD COLUMN urgent INTEGER AS
    (urgent_tickets > 0 OR json_extract(state, '$.phase.handoff.reason') IS 'safety') VIRTUAL;
  ALTER TABLE conversations ADD COLUMN held_by TEXT AS
    (json_extract(state, '$.phase.by.agent')) VIRTUAL;
  CREATE INDEX conversations_queue ON conversations (urgent DESC, waiting_since, key)
    WHERE phase = 'awaitingAgent';
  CREATE INDEX conversations_held ON conversations (held_by, last_at) WHERE phase = 'withAgent';

  -- The most urgent level of its open tickets: 1 before 3 before 2.
  ALTER TABLE conversations ADD COLUMN case_level INTEGER;
  CREATE VIEW open_cases AS SELECT conversation,
      sum(level = 1 OR ifnull(json_extract(body, '$.raised'), 0) > 0) AS urgent,
      CASE WHEN sum(level = 1) > 0 THEN 1 WHEN sum(level = 3) > 0 THEN 3 ELSE 2 END AS level
    FROM tickets WHERE is_open GROUP BY conversation;
  UPDATE conversations SET
    urgent_tickets = ifnull((SELECT urgent FROM open_cases WHERE conversation = key), 0),
    case_level = (SELECT level FROM open_cases WHERE conversation = key);
  CREATE TRIGGER case_new AFTER INSERT ON tickets BEGIN
    UPDATE conversations SET
      urgent_tickets = ifnull((SELECT urgent FROM open_cases WHERE conversation = key), 0),
      case_level = (SELECT level FROM open_cases WHERE conversation = key)
    WHERE key = NEW.conversation;
  END;
  CREATE TRIGGER case_changed AFTER UPDATE OF body ON tickets BEGIN
    UPDATE conversations SET
      urgent_tickets = ifnull((SELECT urgent FROM open_cases WHERE conversation = key), 0),
      case_level = (SELECT level FROM open_cases WHERE conversation = key)
    WHERE key = NEW.conversation;
  END;
  CREATE TRIGGER case_gone AFTER DELETE ON tickets BEGIN
    UPDATE conversations SET
      urgent_tickets = ifnull((SELECT urgent FROM open_cases WHERE conversation = key), 0),
      case_level = (SELECT level FROM open_cases WHERE conversation = key)
    WHERE key = OLD.conversation;
  END;

  -- Waits for a person that are over, for a week.
  CREATE TABLE waits (began_at INTEGER NOT NULL, ended_at INTEGER NOT NULL);
  CREATE INDEX waits_ended ON waits (ended_at);

  -- What agents say of themselves.
  CREATE TABLE presence (
    agent TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    since INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,   -- when a console of theirs was last open
    took_at INTEGER             -- when a conversation last became theirs
  ) WITHOUT ROWID;
  `,
  `
  -- What a look into a kept file found. Pictures kept before are looked into now: they are wanted
  -- once more, and their files are there.
  ALTER TABLE media ADD COLUMN inspection TEXT;      -- JSON
  ALTER TABLE media ADD COLUMN settled_seq INTEGER;  -- the counter when it was kept or refused
  ALTER TABLE media ADD COLUMN by_settings INTEGER NOT NULL DEFAULT 0;  -- 1: no allowed source
  UPDATE media SET status = 'wanted', next_at = at WHERE status = 'kept' AND mime LIKE 'image/%';
  CREATE INDEX media_settled ON media (conversation_id, settled_seq)
    WHERE settled_seq IS NOT NULL;
  CREATE INDEX media_same ON media (sha256) WHERE sha256 IS NOT NULL;

  -- Hashes of pictures by each quarter of their coarse half, to find those that look alike.
  CREATE TABLE picture_bands (
    band INTEGER NOT NULL,
    media TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (band, media)
  ) WITHOUT ROWID;

  -- Which files are evidence in which tickets, and since which turn.
  CREATE TABLE ticket_media (
    media TEXT NOT NULL,
    ticket TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    added_by INTEGER NOT NULL,
    PRIMARY KEY (media, ticket)
  ) WITHOUT ROWID;
  CREATE INDEX ticket_media_turn ON ticket_media (conversation, added_by);
  INSERT INTO ticket_media SELECT DISTINCT node.value, tickets.id, conversation, -1
    FROM tickets, json_tree(body, '$.slots') AS node WHERE node.key = 'mediaId';
  `,
  `
  -- Two couriers may give out one number. Who carried what was told so far is not known: ''.
  CREATE TABLE carried (
    key TEXT NOT NULL,
    courier TEXT NOT NULL,
    state TEXT,
    state_since INTEGER,
    told_at INTEGER,            -- of when its state is
    last_event_at INTEGER,
    ended INTEGER NOT NULL,
    PRIMARY KEY (key, courier)
  ) WITHOUT ROWID;
  CREATE TABLE carried_events (
    parcel TEXT NOT NULL,
    courier TEXT NOT NULL,
    at INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (parcel, courier, at, text),
    FOREIGN KEY (parcel, courier) REFERENCES carried (key, courier)
  ) WITHOUT ROWID;
  INSERT INTO carried
    SELECT key, '', state, state_since, told_at, last_event_at, ended FROM parcels;
  INSERT INTO carried_events SELECT parcel, '', at, text FROM parcel_events;
  DROP TABLE parcel_events;
  DROP TABLE parcels;
  ALTER TABLE carried RENAME TO parcels;
  ALTER TABLE carried_events RENAME TO parcel_events;
  CREATE INDEX parcels_quiet ON parcels (last_event_at) WHERE ended = 0;

  -- Which orders have a parcel of a number; numbers of tables have letters, digits, _ and - alone.
  CREATE TABLE order_parcels (
    key TEXT NOT NULL,
    order_key TEXT NOT NULL,
    courier TEXT NOT NULL,      -- as the table names it
    PRIMARY KEY (key, order_key)
  ) WITHOUT ROWID;
  CREATE INDEX order_parcels_order ON order_parcels (order_key);
  INSERT OR REPLACE INTO order_parcels
    SELECT upper(replace(json_extract(value, '$.trackingNo'), '-', '')), orders.key,
      json_extract(value, '$.courier')
    FROM orders, json_each(body, '$.parcels');
  `,
  // A turn that is undone gives back what was before it.
  votesOnPlans('body') + votesOnPlans('before'),
  `
  -- Danger to people is served before what is urgent for another reason.
  ALTER TABLE conversations ADD COLUMN precedence INTEGER AS
    (urgent + (json_extract(state, '$.phase.handoff.reason') IS 'safety')) VIRTUAL;
  DROP INDEX conversations_queue;
  CREATE INDEX conversations_queue ON conversations (precedence DESC, waiting_since, key)
    WHERE phase = 'awaitingAgent';
  `,
  `
  -- Up to which position each side has read the other's lines.
  ALTER TABLE conversations ADD COLUMN customer_read INTEGER;
  ALTER TABLE conversations ADD COLUMN shop_read INTEGER;
  `,
  `
  -- All conversations of one customer.
  CREATE INDEX conversations_customer ON conversations (customer_id, channel, account);
  `,
  `
  -- What colleagues leave for each other, in all lists of it.
  CREATE INDEX messages_notes ON messages (conversation, position) WHERE author = 'note';
  `,
  `
  -- What was said, by any three characters in a row; numbers of orders on cards, too.
  CREATE VIRTUAL TABLE line_words USING fts5 (text, content = '', contentless_delete = 1,
    tokenize = 'trigram');
  CREATE VIEW line_texts AS SELECT position, (
      SELECT group_concat(coalesce(value ->> '$.text', value ->> '$.orderNo'), ' ')
      FROM json_each(parts)
    ) AS text FROM messages WHERE author <> 'event';
  INSERT INTO line_words (rowid, text)
    SELECT position, text FROM line_texts WHERE text IS NOT NULL;
  CREATE TRIGGER line_said AFTER INSERT ON messages BEGIN
    INSERT INTO line_words (rowid, text)
      SELECT position, text FROM line_texts WHERE position = NEW.position AND text IS NOT NULL;
  END;
  CREATE TRIGGER line_moved AFTER UPDATE OF position ON messages
    WHEN NEW.position <> OLD.position BEGIN
    DELETE FROM line_words WHERE rowid = OLD.position;
    INSERT INTO line_words (rowid, text)
      SELECT position, text FROM line_texts WHERE position = NEW.position AND text IS NOT NULL;
  END;
  CREATE TRIGGER line_gone AFTER DELETE ON messages BEGIN
    DELETE FROM line_words WHERE rowid = OLD.position;
  END;

  -- Whose a conversation is, and what its cases are about.
  CREATE VIRTUAL TABLE conversation_words USING fts5 (text, content = '', contentless_delete = 1,
    tokenize = 'trigram');
  CREATE VIEW conversation_texts AS SELECT key, concat_ws(' ', customer_name, customer_id,
      external_id, (
        SELECT group_concat(concat_ws(' ', number, body ->> '$.order.orderNo', (
            SELECT group_concat(node.value, ' ') FROM json_tree(body, '$.slots') AS node
            WHERE node.key = 'text' AND node.type = 'text'
          )), ' ')
        FROM tickets WHERE conversation = conversations.key
      )) AS text FROM conversations;
  INSERT INTO conversation_words (rowid, text) SELECT key, text FROM conversation_texts;
  CREATE TRIGGER conversation_begun AFTER INSERT ON conversations BEGIN
    INSERT INTO conversation_words (rowid, text)
      SELECT key, text FROM conversation_texts WHERE key = NEW.key;
  END;
  CREATE TRIGGER customer_named AFTER UPDATE OF customer_name, customer_id ON conversations
    WHEN NEW.customer_name IS NOT OLD.customer_name OR NEW.customer_id <> OLD.customer_id BEGIN
    INSERT OR REPLACE INTO conversation_words (rowid, text)
      SELECT key, text FROM conversation_texts WHERE key = NEW.key;
  END;
  CREATE TRIGGER case_words_new AFTER INSERT ON tickets BEGIN
    INSERT OR REPLACE INTO conversation_words (rowid, text)
      SELECT key, text FROM conversation_texts WHERE key = NEW.conversation;
  END;
  CREATE TRIGGER case_words_changed AFTER UPDATE OF body ON tickets BEGIN
    INSERT OR REPLACE INTO conversation_words (rowid, text)
      SELECT key, text FROM conversation_texts WHERE key = NEW.conversation;
  END;
  CREATE TRIGGER case_words_gone AFTER DELETE ON tickets BEGIN
    INSERT OR REPLACE INTO conversation_words (rowid, text)
      SELECT key, text FROM conversation_texts WHERE key = OLD.conversation;
  END;
  CREATE INDEX conversations_customer_latest ON conversations (customer_id, last_at);
  `,
  `
  -- What agents have written and not sent.
  CREATE TABLE unsent (
    agent TEXT NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    reply TEXT NOT NULL,
    note TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (agent, conversation)
  ) WITHOUT ROWID;
  CREATE INDEX unsent_conversation ON unsent (conversation);
  `,
  `
  -- What customers say of the bot's lines, with what decided those.
  CREATE TABLE ratings (
    line TEXT PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    position INTEGER NOT NULL,
    at INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    reasons TEXT NOT NULL,      -- JSON
    intent TEXT,
    rung TEXT NOT NULL,
    source TEXT
  ) WITHOUT ROWID;
  CREATE INDEX ratings_conversation ON ratings (conversation, position);
  CREATE INDEX ratings_recent ON ratings (at);

  -- What they say of a round as a whole; without a score they put the question away.
  CREATE TABLE surveys (
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    round INTEGER NOT NULL,
    at INTEGER NOT NULL,
    agent TEXT,                 -- who had it last
    agent_name TEXT,
    score INTEGER,
    marks TEXT NOT NULL,        -- JSON
    words TEXT NOT NULL,
    PRIMARY KEY (conversation, round)
  ) WITHOUT ROWID;
  CREATE INDEX surveys_recent ON surveys (at);
  `,
  `
  -- Which shops somebody sees, JSON; none for all. And when they had a session last.
  ALTER TABLE agents ADD COLUMN shops TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE agents ADD COLUMN seen_at INTEGER;
  UPDATE agents SET seen_at = (SELECT max(seen_at) FROM sessions WHERE agent = id);
  `,
  `
  -- What agents were offered to say, and what became of it.
  CREATE TABLE quick_uses (
    id TEXT NOT NULL,
    agent TEXT NOT NULL,
    uses INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (id, agent)
  ) WITHOUT ROWID;
  CREATE TABLE suggested (
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    up_to INTEGER NOT NULL,     -- the customer's words that it answers
    id TEXT NOT NULL,           -- of the answer
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    agent TEXT,
    outcome TEXT,               -- accepted or edited; NULL: ignored
    PRIMARY KEY (conversation, id, up_to)
  ) WITHOUT ROWID;
  CREATE INDEX suggested_at ON suggested (at);
  `,
  `
  -- What became of the playbook's files, and how each was last seen; the files are the truth.
  CREATE TABLE playbook_edits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,
    before TEXT,                -- absent: there was no such file
    after TEXT,
    at INTEGER NOT NULL,
    how TEXT NOT NULL,          -- page, undo, outside
    login TEXT,
    name TEXT
  );
  CREATE INDEX playbook_edits_file ON playbook_edits (file, id);
  CREATE TABLE playbook_files (file TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
  `,
  figuresSchema,
  `
  -- In which conversations a file stands in a note: it belongs to them, too.
  CREATE TABLE noted_media (
    media TEXT NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    PRIMARY KEY (media, conversation)
  ) WITHOUT ROWID;
  CREATE INDEX noted_media_conversation ON noted_media (conversation);
  CREATE INDEX sessions_agent ON sessions (agent);
  CREATE TRIGGER note_left AFTER INSERT ON messages WHEN NEW.author = 'note' BEGIN
    INSERT OR IGNORE INTO noted_media SELECT value ->> '$.mediaId', NEW.conversation
      FROM json_each(NEW.parts) WHERE value ->> '$.mediaId' IS NOT NULL;
  END;
  INSERT OR IGNORE INTO noted_media SELECT value ->> '$.mediaId', conversation
    FROM messages, json_each(parts)
    WHERE author = 'note' AND value ->> '$.mediaId' IS NOT NULL;
  `,
  `
  CREATE TABLE order_claims (
    customer TEXT PRIMARY KEY,
    order_no TEXT NOT NULL,
    at INTEGER NOT NULL
  ) WITHOUT ROWID;
  ALTER TABLE tickets ADD COLUMN order_no TEXT AS (json_extract(body, '$.order.orderNo')) VIRTUAL;
  CREATE INDEX tickets_order ON tickets (order_no);
  `,
  `
  -- What was saved together is one edit.
  CREATE TABLE playbook_changes (
    edit INTEGER NOT NULL REFERENCES playbook_edits (id),
    file TEXT NOT NULL,
    before TEXT,                -- absent: there was no such file
    after TEXT,
    PRIMARY KEY (edit, file)
  ) WITHOUT ROWID;
  CREATE INDEX playbook_changes_file ON playbook_changes (file, edit);
  INSERT INTO playbook_changes SELECT id, file, before, after FROM playbook_edits;
  DROP INDEX playbook_edits_file;
  ALTER TABLE playbook_edits DROP COLUMN file;
  ALTER TABLE playbook_edits DROP COLUMN before;
  ALTER TABLE playbook_edits DROP COLUMN after;
  `,
  'CREATE INDEX order_claims_order ON order_claims (order_no)',
  opinionsSchema,
  `
  -- Whom a note names, JSON; and which of it somebody has not seen.
  ALTER TABLE messages ADD COLUMN mentions TEXT;
  CREATE TABLE unseen_mentions (
    agent TEXT NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    position INTEGER NOT NULL,
    PRIMARY KEY (agent, conversation, position)
  ) WITHOUT ROWID;
  CREATE INDEX unseen_mentions_conversation ON unseen_mentions (conversation);
  CREATE INDEX notes_recent ON messages (position) WHERE author = 'note';
  `,
  'CREATE INDEX notes_naming ON messages (position) WHERE mentions IS NOT NULL',
]

/**
 * Votes are about a plan. What was decided by them stands, with the last of them as its date; those
 * that were about nothing yet are void.
 */
function votesOnPlans(column: 'body' | 'before'): string {
  return `
  UPDATE tickets SET ${column} = json_set(${column}, '$.plan', json_object(
      'at', json_extract(${column}, '$.votes[#-1].at'),
      'by', json_object('kind', 'colleague'),
      'goal', iif(json_extract(${column}, '$.stage') = 'rejected', 'rejected', 'proposed'),
      'text', '升级前定的，见经过'))
    WHERE json_array_length(${column}, '$.votes') > 0
      AND json_extract(${column}, '$.stage') IN ('proposed', 'agreed', 'done', 'rejected');
  UPDATE tickets SET ${column} = json_set(${column}, '$.votes', json_array())
    WHERE json_array_length(${column}, '$.votes') > 0
      AND json_extract(${column}, '$.plan') IS NULL;
  `
}

/** Brings the file to this program's schema in one transaction; refuses a file from a newer one. */
export function migrate(db: Database): void {
  const done = refuseNewer(db)
  if (done === migrations.length) return
  db.transaction(() => {
    for (const step of migrations.slice(done)) db.exec(step)
    db.pragma(`user_version = ${migrations.length}`)
  }).exclusive()
}

/** How many steps were done to a file; throws where they are more than this program knows. */
export function refuseNewer(db: Database): number {
  const done = db.pragma('user_version', { simple: true }) as number
  if (done <= migrations.length) return done
  throw new GatewayError(
    'config_invalid',
    `${db.name} was written by a newer version of shouhou (schema ${done}; this one knows ${migrations.length}). Start that version, or restore a backup made before the upgrade.`,
  )
}
