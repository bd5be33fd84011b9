/** Who may log in to the demo shop's console; printed at start, so never for a real shop. */
export const demoLogins = [
  { username: 'lin', password: 'demo1234', name: '小林', role: 'agent' },
  { username: 'chen', password: 'demo1234', name: '小陈', role: 'agent' },
  { username: 'zhao', password: 'demo1234', name: '赵主管', role: 'supervisor' },
  { username: 'gu', password: 'demo1234', name: '顾法务', role: 'legal' },
  { username: 'he', password: 'demo1234', name: '何运营', role: 'operator' },
  { username: 'su', password: 'demo1234', name: '苏店长', role: 'admin' },
] as const
