/** Its facts anew; a case that stays closed keeps the moment at which it was. */
export const afterTicket = (
  name: string,
  event: string,
  more = '',
): string => `CREATE TRIGGER ${name}
  AFTER ${event} ON tickets BEGIN
    INSERT INTO case_facts SELECT * FROM seen_cases WHERE ticket = NEW.id
      ON CONFLICT DO UPDATE SET level = excluded.level, stage = excluded.stage,
        status = excluded.status, evidence = excluded.evidence, owner = excluded.owner,
        closed_at = iif(excluded.closed_at IS NULL, NULL, ifnull(closed_at, excluded.closed_at))${more};
    DELETE FROM clock_facts WHERE ticket = NEW.id;
    INSERT OR REPLACE INTO clock_facts SELECT * FROM seen_clocks WHERE ticket = NEW.id;
  END;`

/**
 * Of what was before rounds were kept: a round ends where a person closed it. Why people were called
 * is known of those who are with people now.
 */
const earlierRounds = `
  WITH heard AS (
    SELECT conversation, received_at AS at, turn, (SELECT count(*) FROM turns
      WHERE turns.conversation = messages.conversation AND turns.turn < messages.turn
        AND trigger LIKE '%agentResolved%') AS part
    FROM messages WHERE author = 'customer' AND turn IS NOT NULL
  ), parts AS (
    SELECT conversation, part, min(at) AS began, max(at) AS heard, min(turn) AS first
    FROM heard GROUP BY conversation, part
  ), bounded AS (
    SELECT *, lead(began) OVER later AS next_began,
      ifnull(lead(first) OVER later, 1e18) AS until,
      max(part) OVER (PARTITION BY conversation) AS last
    FROM parts WINDOW later AS (PARTITION BY conversation ORDER BY part)
  ), told AS (
    SELECT bounded.*, c.*,
      (SELECT min(at) FROM messages m WHERE m.conversation = c.key AND turn >= first
        AND turn < until AND author = 'bot' AND status = 'sent') AS bot_at,
      (SELECT min(at) FROM messages m WHERE m.conversation = c.key AND turn >= first
        AND turn < until AND author IN ('agent', 'shop_human')) AS person_at,
      (SELECT min(at) FROM turns t WHERE t.conversation = c.key AND turn >= first
        AND turn < until AND decision ->> '$.kind' = 'handoff') AS handed_at,
      (SELECT min(at) FROM turns t WHERE t.conversation = c.key AND turn >= first
        AND turn < until AND (trigger LIKE '%agentTook%' OR trigger LIKE '%agentAssigned%'
          OR trigger LIKE '%shopHumanSaid%' OR trigger LIKE '%agentReplied%')) AS taken_at
    FROM bounded JOIN conversations c ON c.key = bounded.conversation
  )
  INSERT INTO rounds SELECT began, key, round - (last - part), channel, account, heard,
    iif(next_began IS NULL, NULL, heard), next_began, next_began,
    ifnull(bot_at <= ifnull(person_at, bot_at), person_at IS NULL), bot_at,
    ifnull((SELECT decision ->> '$.kind' = 'clarify' FROM turns t WHERE t.conversation = key
      AND turn >= first AND turn < until AND trigger LIKE '%customerSaid%'
      ORDER BY turn DESC LIMIT 1), 1),
    (SELECT count(*) FROM turns t WHERE t.conversation = key AND turn >= first AND turn < until
      AND decision ->> '$.rung' IN ('clarify', 'human')),
    (SELECT json_group_array(DISTINCT decision ->> '$.intent') FROM turns t
      WHERE t.conversation = key AND turn >= first AND turn < until
        AND trigger LIKE '%customerSaid%' AND decision ->> '$.intent' IS NOT NULL),
    EXISTS (SELECT 1 FROM tickets WHERE tickets.conversation = key AND opened_at >= began
      AND opened_at < ifnull(next_began, 1e18) AND body ->> '$.status' <> 'collecting'),
    iif(handed_at <= ifnull(taken_at, handed_at), handed_at, NULL),
    iif(part = last AND handed_at <= ifnull(taken_at, handed_at),
      json_extract(state, '$.phase.handoff.reason'), NULL),
    taken_at, person_at,
    (SELECT agent FROM messages m WHERE m.conversation = key AND turn >= first AND turn < until
      AND author IN ('agent', 'shop_human') ORDER BY position LIMIT 1),
    (SELECT min(at) FROM turns t WHERE t.conversation = key AND turn >= first AND turn < until
      AND trigger LIKE '%agentResolved%')
  FROM told;
  INSERT OR IGNORE INTO round_agents
    SELECT r.conversation, max(r.round), m.agent FROM messages m
    JOIN rounds r ON r.conversation = m.conversation AND r.began_at <= m.at
    WHERE m.author = 'agent' AND m.agent IS NOT NULL GROUP BY m.position;`

/** Counts are read off narrow tables, which are written with the turns and tickets they tell of. */
export const figuresSchema = `
  -- What was, in numbers. A round is what a customer wanted at one time: it begins with their words.
  -- In the order of their beginnings, so that the rounds of a day lie together.
  CREATE TABLE rounds (
    began_at INTEGER NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    round INTEGER NOT NULL,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    heard_at INTEGER NOT NULL,  -- the customer's last words
    rested_at INTEGER,          -- the words after which they were first quiet for a day,
    back_at INTEGER,            -- and when they came back: in this round, or with the next
    next_at INTEGER,            -- when the next round began
    own INTEGER NOT NULL,       -- 1: the bot could have it
    bot_at INTEGER,             -- its first words
    unsolved INTEGER NOT NULL,  -- 1: what the customer said last has no answer yet
    misses INTEGER NOT NULL,
    intents TEXT NOT NULL,      -- JSON: what was asked, each once
    filed INTEGER NOT NULL,     -- 1: a case with its evidence came of it
    handed_at INTEGER,          -- when a person was called, before any had it
    reason TEXT,
    taken_at INTEGER,           -- when a person first had it
    person_at INTEGER,          -- a person's first words,
    agent TEXT,                 -- and whose; null in the platform's own client
    closed_at INTEGER,
    PRIMARY KEY (began_at, conversation, round)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX rounds_conversation ON rounds (conversation, round);

  -- Who said something in a round.
  CREATE TABLE round_agents (
    conversation INTEGER NOT NULL,
    round INTEGER NOT NULL,
    agent TEXT NOT NULL,
    PRIMARY KEY (conversation, round, agent)
  ) WITHOUT ROWID;

  -- The marketplace's clock on people's replies: each start, and the answer.
  CREATE TABLE reply_clocks (
    since INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (since, conversation)
  ) WITHOUT ROWID;

  -- Cases and their clocks without their bodies. They follow every change of a ticket, also back.
  CREATE TABLE case_facts (
    opened_at INTEGER NOT NULL,
    ticket TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    channel TEXT,
    account TEXT,
    level INTEGER,
    stage TEXT,
    status TEXT,
    evidence INTEGER NOT NULL,  -- how many things of it are there
    owner TEXT,
    closed_at INTEGER,
    PRIMARY KEY (opened_at, ticket)
  ) WITHOUT ROWID;
  CREATE INDEX case_facts_closed ON case_facts (closed_at, owner) WHERE closed_at IS NOT NULL;
  CREATE TABLE clock_facts (
    started_at INTEGER NOT NULL,
    ticket TEXT NOT NULL,
    clock TEXT NOT NULL,
    level INTEGER NOT NULL,
    title TEXT,
    due_at INTEGER,
    state TEXT,
    ended_at INTEGER,
    held INTEGER NOT NULL,      -- 1: the case is open, and held to it now
    conversation INTEGER NOT NULL,
    channel TEXT,
    account TEXT,
    PRIMARY KEY (started_at, ticket, clock, level)
  ) WITHOUT ROWID;
  CREATE INDEX clock_facts_ticket ON clock_facts (ticket);
  CREATE INDEX clock_facts_held ON clock_facts (due_at)
    WHERE held = 1 AND state IN ('running', 'warned', 'breached');
  CREATE VIEW seen_cases AS SELECT opened_at, id AS ticket, conversation, channel, account,
      body ->> '$.severity.level' AS level, body ->> '$.stage' AS stage,
      body ->> '$.status' AS status,
      (SELECT count(*) FROM json_each(body, '$.slots') AS slot
        WHERE slot.value ->> '$.state.kind' = 'filled') AS evidence,
      body ->> '$.owner.agent' AS owner,
      CASE WHEN is_open THEN NULL ELSE ifnull(body ->> '$.updatedAt', opened_at) END AS closed_at
    FROM tickets;
  CREATE VIEW seen_clocks AS SELECT clock.value ->> '$.startedAt' AS started_at,
      tickets.id AS ticket, clock.value ->> '$.id' AS clock, clock.value ->> '$.level' AS level,
      clock.value ->> '$.title' AS title, clock.value ->> '$.dueAt' AS due_at,
      clock.value ->> '$.state.kind' AS state, clock.value ->> '$.state.at' AS ended_at,
      is_open AND clock.value ->> '$.startedAt' = ifnull(body ->> '$.reopenedAt', opened_at)
        AND (clock.value ->> '$.level' = tickets.level
          OR clock.value ->> '$.level' = 3 AND body ->> '$.severity.review' IS NOT NULL) AS held,
      conversation, channel, account
    FROM tickets, json_each(body, '$.clocks') AS clock;
  INSERT INTO case_facts SELECT * FROM seen_cases;
  INSERT OR REPLACE INTO clock_facts SELECT * FROM seen_clocks;
  ${afterTicket('case_facts_new', 'INSERT')}
  ${afterTicket('case_facts_changed', 'UPDATE OF body')}
  CREATE TRIGGER case_facts_gone AFTER DELETE ON tickets BEGIN
    DELETE FROM case_facts WHERE opened_at = OLD.opened_at AND ticket = OLD.id;
    DELETE FROM clock_facts WHERE ticket = OLD.id;
  END;
  ${earlierRounds}
`
