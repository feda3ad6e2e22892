import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { strictly } from './strict.ts'

/** Observes nothing: specs emit `lock-screen`, `suspend` and `resume` themselves. */
export const powerMonitor = strictly(
  'PowerMonitor',
  Object.assign(new EventEmitter(), {
    getSystemIdleTime: () => 0,
    getSystemIdleState: () => 'active' as const,
    isOnBatteryPower: () => false,
  } satisfies Partial<Electron.PowerMonitor>),
)
