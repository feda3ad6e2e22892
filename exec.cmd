@rem npm's scripts begin with the shell's exec, so that signals to npm reach the script (scripts/runtime/end-with.ts).
@rem Windows' cmd has no exec, and finds this file. The line is that of npm's own commands: Ctrl+C asks nothing.
@goto #_undefined_# 2>NUL || title %COMSPEC% & %*
