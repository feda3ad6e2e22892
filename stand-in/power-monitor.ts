import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { strictly } from './strict.ts'

/**
 * The machine's power and lock state. Nothing is observed: specs emit `lock-screen`, `suspend`,
 * `resume`.
 */
export const powerMonitor = strictly(
  'PowerMonitor',
  Object.assign(new EventEmitter(), {
    getSystemIdleTime: () => 0,
    getSystemIdleState: () => 'active' as const,
    isOnBatteryPower: () => false,
  } satisfies Partial<Electron.PowerMonitor>),
)
