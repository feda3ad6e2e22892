/**
 * Calls back when a process has ended. For npm scripts: npm runs them in a shell, which ends on SIGTERM
 * without passing it on.
 */
export function whenGone(processId: number, callBack: () => void): void {
  const timer = setInterval(() => {
    if (isRunning(processId)) return
    clearInterval(timer)
    callBack()
  }, 500)
  timer.unref()
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
