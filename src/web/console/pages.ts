import { type ComponentType, lazy } from 'react'
import { type Me, may, type Right } from '../shared/index.ts'
import type { texts } from './texts.ts'

/** A page of the console beside the desk. Each is downloaded when somebody goes there. */
export interface ConsolePage {
  readonly key: keyof (typeof texts)['pages']
  /** Its own addresses go on from here: `/console/playbook/replies/shop.yaml`. */
  readonly path: string
  readonly right: Right
  readonly Page: ComponentType<PageProps>
}

export interface PageProps {
  /** Who has logged in. */
  readonly me: Me
}

export const pages: readonly ConsolePage[] = [
  {
    key: 'notes',
    path: '/console/notes',
    right: 'read',
    Page: lazy(async () => ({ default: (await import('./notes/page.tsx')).NotesPage })),
  },
  {
    key: 'overview',
    path: '/console/overview',
    right: 'overview',
    Page: lazy(async () => ({ default: (await import('./overview/page.tsx')).OverviewPage })),
  },
  {
    key: 'playbook',
    path: '/console/playbook',
    right: 'playbook',
    Page: lazy(async () => ({ default: (await import('./playbook/page.tsx')).PlaybookPage })),
  },
  {
    key: 'people',
    path: '/console/people',
    right: 'people',
    Page: lazy(async () => ({ default: (await import('./people/page.tsx')).PeoplePage })),
  },
]

export const pagesFor = ({ role }: Pick<Me, 'role'>): readonly ConsolePage[] =>
  pages.filter(({ right }) => may(role, right))
