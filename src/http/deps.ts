import type { FastifyBaseLogger } from 'fastify'
import type { Authoring } from '../authoring/index.ts'
import type { ChannelAccount } from '../channels/index.ts'
import type { Briefing, CaseDesk, Desk, Logins, Roster } from '../desk/index.ts'
import type { Gateway } from '../gateway/index.ts'
import type { MediaFiles } from '../media/index.ts'
import type { ToneReport, ToneSituation } from '../model/tone.ts'
import type { PlaybookStatus } from '../model/wire/desk.ts'
import type {
  DemoBuyer,
  ImportOptions,
  ImportReport,
  Orders,
  TrackingIntake,
} from '../orders/index.ts'
import type { Statistics } from '../overview/index.ts'
import type { ExamplePicture, Playbook } from '../playbook/index.ts'
import type { Store } from '../store/index.ts'

/** Everything the edge is handed; it makes nothing of this itself. */
export interface HttpDeps {
  readonly config: HttpConfig
  /** A pino logger. Bodies, tokens and customers' words are never given to it. */
  readonly log: FastifyBaseLogger
  readonly now: () => number
  readonly store: Store
  readonly gateway: Pick<Gateway, 'receive'>
  readonly desk: Desk
  /** What a person might say in a conversation now. */
  readonly assist: Gateway['assist']
  readonly knowledge: Gateway['knowledge']
  /** Of the playbook in force. */
  readonly helpWords: () => Pick<Playbook, 'quick' | 'intents' | 'revision'>
  readonly cases: CaseDesk
  readonly logins: Logins
  readonly roster: Pick<Roster, 'facts' | 'status' | 'setPresence' | 'noteSeen'>
  readonly briefing: Briefing
  /** Every door; a web account's secret signs its visitors' tokens. */
  readonly accounts: readonly ChannelAccount[]
  readonly media: Pick<MediaFiles, 'put' | 'open' | 'openShown'>
  readonly orders: Pick<Orders, 'ofBuyer' | 'byNumber'>
  /** What the console tells people of a customer's orders. */
  readonly ordersForPeople: Pick<Orders, 'ofBuyer'>
  /** Takes a table of orders in; throws `bad_request` when the file is none. */
  readonly importOrders: (
    asked: Pick<ImportOptions, 'file' | 'name' | 'mode' | 'locale'>,
  ) => Promise<ImportReport>
  readonly tracking: TrackingIntake
  /** Of the shop: people read its times, wherever they sit. */
  readonly timeZone: string
  /** What a customer sees above the chat. */
  readonly shopName: (account: string) => string
  /** What agents are warned of before they send it. */
  readonly tone: {
    readonly check: (text: string, situation: ToneSituation) => Promise<ToneReport>
  }
  /** Greetings, thanks, a yes or a no, by the playbook in force: nobody is asked how they were answered. */
  readonly isSmallTalk: (intent: string) => boolean
  /** By its file's name, of the playbook in force. */
  readonly examplePicture: (name: string) => ExamplePicture | undefined
  readonly playbook: {
    readonly status: () => PlaybookStatus
    readonly onChange: (listener: () => void) => () => void
  }
  readonly authoring: Omit<Authoring, 'close'>
  readonly statistics: Statistics
  readonly metrics: { readonly text: () => Promise<string>; readonly contentType: string }
}

export interface HttpConfig {
  /**
   * Whose `X-Forwarded-*` to believe: nobody's by default; that of the one proxy before us (`true`),
   * of so many, or of those addresses.
   */
  readonly trustProxy?: boolean | string | number
  /** Folder of the built pages: `widget/index.html`, `console/index.html`, `<face>/assets/*`. */
  readonly webDir: string
  /** Set for the demo shop only: whom one may pretend to be. */
  readonly demo?: Demo
}

export interface Demo {
  /** The web account in which `buyer` may be chosen. */
  readonly shop: string
  readonly buyers: readonly DemoBuyer[]
  readonly logins: readonly DemoLogin[]
}

export interface DemoLogin {
  readonly username: string
  readonly password: string
  readonly name: string
  readonly role: string
}
