/**
 * The language operators write: one schema a kind of file. Unknown keys are faults, because a
 * misspelt key that is silently ignored is the worst fault of all.
 *
 *   intents/<id>.yaml      intentFile
 *   intents/lexicon.yaml   lexiconFile   words that mean the same
 *   intents/mood.yaml      moodFile      words that show emotion or haste
 *   replies/shop.yaml      shopFile      details of the shop, `{{shop.*}}` in replies
 *   replies/handoff.yaml   handoffFile   when a person is called, and what the customer hears
 *   replies/phrases.yaml   phrasesFile   the small sentences of every day
 *   replies/cases.yaml     casesFile     how evidence is judged, symptoms, root causes
 *   replies/severity.yaml  severityFile  how urgent a case is, and its clocks
 *   replies/calendar.yaml  calendarFile  when people are on duty
 *   replies/clocks.yaml    clocksFile    the marketplaces' clocks on replies
 *   replies/routing.yaml   routingFile   who gets which conversation
 *   replies/suggest.yaml   suggestFile   one step further than asked
 *   replies/quick.yaml     quickFile     what agents say again and again
 *   replies/tone.yaml      toneFile      what agents are warned of before they send it
 *   replies/<topic>.yaml   topicFile     answers and evidence flows
 */
export * from './calendar.ts'
export * from './cases.ts'
export * from './clocks.ts'
export { duration, type Offers } from './common.ts'
export * from './intents.ts'
export * from './quick.ts'
export * from './replies.ts'
export * from './routing.ts'
export * from './severity.ts'
export * from './suggest.ts'
export * from './tone.ts'
