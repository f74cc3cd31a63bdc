# Completes coretop's commands and options in bash: source this file, or put it in
# /usr/share/bash-completion/completions/coretop. Made from src/CoreTop/Cli/CliCommands.cs.
_coretop() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command="" words each
    for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $each in
            snapshot|topology|diagnose|metrics|job|rebalance|pin|release|run|undo|capture|help) command=$each; break ;;
        esac
    done
    if [[ $command == run && " ${COMP_WORDS[*]:0:COMP_CWORD} " == *" -- "* ]]; then
        COMPREPLY=($(compgen -c -f -- "$word"))
        return
    fi
    case $before in
        --delay|-d) COMPREPLY=(); return ;;
        --pid|-p) COMPREPLY=($(compgen -W "$(cd /proc && echo [0-9]*)" -- "$word")); return ;;
        --user|-u) COMPREPLY=($(compgen -u -- "$word")); return ;;
        --any-user|-U) COMPREPLY=($(compgen -u -- "$word")); return ;;
        --columns) COMPREPLY=($(compgen -W "pid user pr ni virt res shr s cpu% wait% mem% time+ cpu affinity command ppid tgid pgrp session tty tpgid uid ruid suid ruser gid group rank job threads start elapsed comm exe cwd label pol rtprio ncpu% avg% throttled% utime stime cutime cstime slices/s csw/s vcs/s ics/s vcsw icsw autogrp agni wchan node migr migr/s limit limitedby swap pss uss peak code data stack lib anon file shmem used locked minflt majflt cminflt cmajflt minflt/s majflt/s oom oomadj ioprio io/s read/s write/s read written cancelled rchar wchar syscr syscw cgroup ccgroup container priority nice virtualBytes residentBytes sharedBytes state run wait memoryShare cpuSeconds lastCpu commandLine processGroup foregroundGroup realUid savedUid realUser startTime elapsedSeconds executable workingFolder policy realTimePriority machineShare averageRun throttledShare userSeconds systemSeconds childUserSeconds childSystemSeconds slicesPerSecond switchesPerSecond voluntarySwitchesPerSecond involuntarySwitchesPerSecond voluntarySwitches involuntarySwitches autogroup autogroupNice waitChannel migrations migrationsPerSecond swapBytes proportionalBytes uniqueBytes peakResidentBytes codeBytes dataBytes stackBytes libraryBytes anonymousBytes fileBytes sharedMemoryBytes usedBytes lockedBytes minorFaults majorFaults childMinorFaults childMajorFaults minorFaultsPerSecond majorFaultsPerSecond oomScore oomAdjustment ioPriority ioBytesPerSecond readBytesPerSecond writtenBytesPerSecond readBytes writtenBytes cancelledBytes readCharacters writtenCharacters readCalls writeCalls shortCgroup" -- "$word")); return ;;
        --sort|-s) COMPREPLY=($(compgen -W "pid user pr ni virt res shr s cpu% wait% mem% time+ cpu affinity command ppid tgid pgrp session tty tpgid uid ruid suid ruser gid group rank job threads start elapsed comm exe cwd label pol rtprio ncpu% avg% throttled% utime stime cutime cstime slices/s csw/s vcs/s ics/s vcsw icsw autogrp agni wchan node migr migr/s limit limitedby swap pss uss peak code data stack lib anon file shmem used locked minflt majflt cminflt cmajflt minflt/s majflt/s oom oomadj ioprio io/s read/s write/s read written cancelled rchar wchar syscr syscw cgroup ccgroup container priority nice virtualBytes residentBytes sharedBytes state run wait memoryShare cpuSeconds lastCpu commandLine processGroup foregroundGroup realUid savedUid realUser startTime elapsedSeconds executable workingFolder policy realTimePriority machineShare averageRun throttledShare userSeconds systemSeconds childUserSeconds childSystemSeconds slicesPerSecond switchesPerSecond voluntarySwitchesPerSecond involuntarySwitchesPerSecond voluntarySwitches involuntarySwitches autogroup autogroupNice waitChannel migrations migrationsPerSecond swapBytes proportionalBytes uniqueBytes peakResidentBytes codeBytes dataBytes stackBytes libraryBytes anonymousBytes fileBytes sharedMemoryBytes usedBytes lockedBytes minorFaults majorFaults childMinorFaults childMajorFaults minorFaultsPerSecond majorFaultsPerSecond oomScore oomAdjustment ioPriority ioBytesPerSecond readBytesPerSecond writtenBytesPerSecond readBytes writtenBytes cancelledBytes readCharacters writtenCharacters readCalls writeCalls shortCgroup" -- "$word")); return ;;
        --sort-override|-o) COMPREPLY=($(compgen -W "pid user pr ni virt res shr s cpu% wait% mem% time+ cpu affinity command ppid tgid pgrp session tty tpgid uid ruid suid ruser gid group rank job threads start elapsed comm exe cwd label pol rtprio ncpu% avg% throttled% utime stime cutime cstime slices/s csw/s vcs/s ics/s vcsw icsw autogrp agni wchan node migr migr/s limit limitedby swap pss uss peak code data stack lib anon file shmem used locked minflt majflt cminflt cmajflt minflt/s majflt/s oom oomadj ioprio io/s read/s write/s read written cancelled rchar wchar syscr syscw cgroup ccgroup container priority nice virtualBytes residentBytes sharedBytes state run wait memoryShare cpuSeconds lastCpu commandLine processGroup foregroundGroup realUid savedUid realUser startTime elapsedSeconds executable workingFolder policy realTimePriority machineShare averageRun throttledShare userSeconds systemSeconds childUserSeconds childSystemSeconds slicesPerSecond switchesPerSecond voluntarySwitchesPerSecond involuntarySwitchesPerSecond voluntarySwitches involuntarySwitches autogroup autogroupNice waitChannel migrations migrationsPerSecond swapBytes proportionalBytes uniqueBytes peakResidentBytes codeBytes dataBytes stackBytes libraryBytes anonymousBytes fileBytes sharedMemoryBytes usedBytes lockedBytes minorFaults majorFaults childMinorFaults childMajorFaults minorFaultsPerSecond majorFaultsPerSecond oomScore oomAdjustment ioPriority ioBytesPerSecond readBytesPerSecond writtenBytesPerSecond readBytes writtenBytes cancelledBytes readCharacters writtenCharacters readCalls writeCalls shortCgroup" -- "$word")); return ;;
        --filter) COMPREPLY=(); return ;;
        --highlight-changes) COMPREPLY=(); return ;;
        --within) COMPREPLY=($(compgen -W "all idle isolated pcores ecores $(cd /sys/devices/system/node 2>/dev/null && echo node[0-9]*) $(cd /sys/class/nvme 2>/dev/null && echo nvme[0-9]*)" -- "$word")); return ;;
        --theme) COMPREPLY=($(compgen -W "auto terminal dark midnight light paper high-contrast colour-blind monochrome" -- "$word")); return ;;
        --config) COMPREPLY=(); return ;;
        --iterations|-n) COMPREPLY=(); return ;;
        --scale-summary-mem|-E) COMPREPLY=($(compgen -W "k m g t p e" -- "$word")); return ;;
        --scale-task-mem|-e) COMPREPLY=($(compgen -W "k m g t p" -- "$word")); return ;;
        --root) COMPREPLY=($(compgen -f -- "$word")); return ;;
        --interval) COMPREPLY=(); return ;;
        --watch) COMPREPLY=(); return ;;
        --output) COMPREPLY=(); return ;;
        --strategy) COMPREPLY=($(compgen -W "widen spread pin" -- "$word")); return ;;
        --cpus) COMPREPLY=($(compgen -W "all idle isolated pcores ecores $(cd /sys/devices/system/node 2>/dev/null && echo node[0-9]*) $(cd /sys/class/nvme 2>/dev/null && echo nvme[0-9]*)" -- "$word")); return ;;
        --scope) COMPREPLY=($(compgen -W "process thread tree" -- "$word")); return ;;
        --interval) COMPREPLY=(); return ;;
    esac
    case $command in
        snapshot) words="--json --csv --interval --pid -p --user -u --threads -H --groups --columns --sort -s --filter --within --mine --root --readonly --no-color --ascii --help -h --version -V" ;;
        topology) words="--json --within --mine --root --readonly --no-color --ascii --help -h --version -V" ;;
        diagnose) words="--json --brief --watch --interval --within --mine --root --readonly --no-color --ascii --help -h --version -V" ;;
        metrics) words="--output --interval --within --mine --root --readonly --no-color --ascii --help -h --version -V" ;;
        job) words="--threads -H --json --root --readonly --no-color --ascii --help -h --version -V" ;;
        rebalance) words="--apply --strategy --pid -p --user -u --within --mine --without-undo --interval --json --root --readonly --no-color --ascii --help -h --version -V" ;;
        pin) words="--cpus --scope --within --mine --without-undo --interval --json --root --readonly --no-color --ascii --help -h --version -V" ;;
        release) words="--scope --without-undo --json --root --readonly --no-color --ascii --help -h --version -V" ;;
        run) words="--cpus --interval --within --mine --help -h --version -V" ;;
        undo) words="--list --all --json --root --readonly --no-color --ascii --help -h --version -V" ;;
        capture) words="--interval --with-arguments --root --readonly --no-color --ascii --help -h --version -V" ;;
        help) words="snapshot topology diagnose metrics job rebalance pin release run undo capture help --help -h --version -V" ;;
        *) words="snapshot topology diagnose metrics job rebalance pin release run undo capture help --delay -d --pid -p --user -u --any-user -U --threads -H --groups --columns --sort -s --sort-override -o --list-fields -O --filter --hide-idle -i --command-line -c --each-cpu -1 --highlight-changes --within --mine --theme --no-mouse --config --batch -b --iterations -n --width -w --scale-summary-mem -E --scale-task-mem -e --json --csv --root --readonly --no-color --ascii --help -h --version -V" ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _coretop coretop
