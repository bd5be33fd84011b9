import { demoPassword as password } from './model/logins.ts'

/** Who may log in to the demo shop's console; printed at start, so never for a real shop. */
export const demoLogins = [
  { username: 'lin', password, name: '小林', role: 'agent' },
  { username: 'chen', password, name: '小陈', role: 'agent' },
  { username: 'zhao', password, name: '赵主管', role: 'supervisor' },
  { username: 'gu', password, name: '顾法务', role: 'legal' },
  { username: 'he', password, name: '何运营', role: 'operator' },
  { username: 'su', password, name: '苏店长', role: 'admin' },
] as const
