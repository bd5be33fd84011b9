import { afterTicket } from './figures-schema.ts'

/** Counted along from here on: what customers thought, who kept the clocks, what became of cases. */
export const opinionsSchema = `
  -- When a customer was asked how it was: answers are a share of these.
  CREATE TABLE survey_asks (
    at INTEGER NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversations (key),
    round INTEGER NOT NULL,
    PRIMARY KEY (at, conversation, round)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX survey_asks_round ON survey_asks (conversation, round);
  INSERT INTO survey_asks SELECT at, conversation, round FROM surveys;
  CREATE VIEW seen_surveys AS SELECT asks.at, asks.conversation, channel, account,
      told.at AS told_at, told.agent, told.score
    FROM survey_asks AS asks JOIN conversations ON key = asks.conversation
    LEFT JOIN surveys AS told
      ON told.conversation = asks.conversation AND told.round = asks.round;
  CREATE VIEW seen_ratings AS SELECT ratings.at, conversation, channel, account, verdict, reasons,
      intent, source
    FROM ratings JOIN conversations ON key = conversation;

  -- suggested.agent is from now on who it was shown to first, or who took it.
  CREATE VIEW seen_suggestions AS SELECT suggested.at, conversation, channel, account, agent, outcome
    FROM suggested JOIN conversations ON key = conversation;

  -- Who answered, or who had it when it began.
  ALTER TABLE reply_clocks ADD COLUMN agent TEXT;
  UPDATE reply_clocks SET agent = (SELECT agent FROM messages AS m
    WHERE m.conversation = reply_clocks.conversation AND m.author = 'agent' AND m.at = ended_at);

  -- What the customer got in the end, as people wrote it down; amounts in fen.
  ALTER TABLE case_facts ADD COLUMN outcome TEXT;
  ALTER TABLE case_facts ADD COLUMN amount INTEGER;
  DROP VIEW seen_cases;
  CREATE VIEW seen_cases AS SELECT opened_at, id AS ticket, conversation, channel, account,
      body ->> '$.severity.level' AS level, body ->> '$.stage' AS stage,
      body ->> '$.status' AS status,
      (SELECT count(*) FROM json_each(body, '$.slots') AS slot
        WHERE slot.value ->> '$.state.kind' = 'filled') AS evidence,
      body ->> '$.owner.agent' AS owner,
      CASE WHEN is_open THEN NULL ELSE ifnull(body ->> '$.updatedAt', opened_at) END AS closed_at,
      body ->> '$.outcome.kind' AS outcome, body ->> '$.outcome.amount.minor' AS amount
    FROM tickets;
  DROP TRIGGER case_facts_new;
  DROP TRIGGER case_facts_changed;
  ${afterTicket('case_facts_new', 'INSERT', ', outcome = excluded.outcome, amount = excluded.amount')}
  ${afterTicket('case_facts_changed', 'UPDATE OF body', ', outcome = excluded.outcome, amount = excluded.amount')}
`
