/**
 * Calls back once a process has ended. For what npm starts: it runs scripts in a shell, which ends on
 * SIGTERM without passing it on.
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
