using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Fields;

/// <summary>Columns that say which task a row is, and whose.</summary>
internal static class IdentityColumns
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ProcessColumn> All { get; } =
    [
        ColumnKind.Ids(
            "PPID", "ppid", 8, "The process id of its parent; 0 for none.", "stat, field 4",
            (in ProcessRow row) => row.Process.ParentPid),
        ColumnKind.Ids(
            "TGID", "tgid", 8, "The process that a thread belongs to; on a process's row, its own id.", "the folder in /proc",
            (in ProcessRow row) => row.Process.Pid) with { OfGroup = GroupRule.None },
        ColumnKind.Ids(
            "PGRP", "processGroup", 8, "Its process group: what a shell starts and stops together.", "stat, field 5",
            (in ProcessRow row) => row.Task.Session.ProcessGroup),
        ColumnKind.Ids(
            "SESSION", "session", 8, "Its session, by the process id of its leader.", "stat, field 6",
            (in ProcessRow row) => row.Task.Session.Session),
        new(
            "TTY", 9, IsLeft: true, Rank: 20, "Its controlling terminal; ? for none, as ps has it.",
            (in ProcessRow row, Snapshot _, Span<char> to) => TerminalName.Write(to, row.Task.Session.Terminal),
            (in ProcessRow a, in ProcessRow b) =>
                (a.Task.Session.Terminal == 0, a.Task.Session.Terminal)
                .CompareTo((b.Task.Session.Terminal == 0, b.Task.Session.Terminal)))
        {
            JsonName = "tty",
            IsAscending = true,
            Kind = FieldKind.Text,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.Session.Terminal == 0 ? null : TerminalName.Of(row.Task.Session.Terminal)),
            Source = "stat, field 7",
        },
        ColumnKind.Ids(
            "TPGID", "foregroundGroup", 8, "The process group in the foreground of its terminal; -1 without one.", "stat, field 8",
            (in ProcessRow row) => row.Task.Session.ForegroundGroup),
        ColumnKind.Ids(
            "UID", "uid", 11, "The effective user's number.", "status, Uid",
            (in ProcessRow row) => row.Process.Details is { } details ? unchecked((uint)details.Uid) : null)
            with { NeedsDetails = true },
        ColumnKind.Ids(
            "RUID", "realUid", 11, "The real user's number: who started it, whatever it runs as.", "status, Uid",
            (in ProcessRow row) => row.Process.Extras?.Status is { } status ? unchecked((uint)status.RealUid) : null,
            ExtraFiles.Status),
        ColumnKind.Ids(
            "SUID", "savedUid", 11, "The saved user's number: who it may become again.", "status, Uid",
            (in ProcessRow row) => row.Process.Extras?.Status is { } status ? unchecked((uint)status.SavedUid) : null,
            ExtraFiles.Status),
        ColumnKind.Texts(
            "RUSER", "realUser", 11, "The real user, who started it, whatever it runs as.", "status, Uid", FieldKind.Text,
            (in ProcessRow row) => row.Process.Extras?.Status?.RealUser, ExtraFiles.Status),
        ColumnKind.Ids(
            "GID", "gid", 11, "The effective group's number.", "status, Gid",
            (in ProcessRow row) => row.Process.Extras?.Status is { } status ? unchecked((uint)status.EffectiveGid) : null,
            ExtraFiles.Status),
        ColumnKind.Texts(
            "GROUP", "group", 11, "The effective group.", "status, Gid", FieldKind.Text,
            (in ProcessRow row) => row.Process.Extras?.Status?.Group, ExtraFiles.Status),
        ColumnKind.Ids(
            "RANK", "rank", 6,
            "Its number in an MPI program, of torchrun or in a step of Slurm; - for none, and where the kernel refuses its environment.",
            "environ: OMPI_COMM_WORLD_RANK, PMIX_RANK, PMI_RANK, MV2_COMM_WORLD_RANK, SLURM_PROCID, RANK",
            (in ProcessRow row) => row.Process.Extras?.JobVariables?.Rank, ExtraFiles.Environment),
        new(
            "JOB", 10, IsLeft: false, Rank: 20,
            "The batch system's number of its job: Slurm, PBS, LSF or Grid Engine; - for none, and where neither environment nor cgroup says one.",
            (in ProcessRow row, Snapshot _, Span<char> to) => JobField.Of(row) is { IsEmpty: false } job
                ? FieldText.Text(to, job)
                : ColumnKind.Missing(row, to, ExtraFiles.Environment),
            (in ProcessRow a, in ProcessRow b) => JobNumber.Compare(JobField.Of(a), JobField.Of(b)))
        {
            JsonName = "job",
            IsAscending = true,
            Kind = FieldKind.Text,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(JobField.Of(row) is { IsEmpty: false } job ? job.ToString() : null),
            Needs = ExtraFiles.Environment,
            NeedsDetails = true,
            Source = "environ: SLURM_JOB_ID, PBS_JOBID, LSB_JOBID, JOB_ID; cgroup",
            IsLong = true,
        },
        ColumnKind.Numbers(
            "THREADS", "threads", 8, "threads", "How many threads it has.", "stat, field 20", FieldKind.Number,
            (in ProcessRow row) => row.Process.ThreadCount),
        new(
            "START", 9, IsLeft: false, Rank: 20,
            "When it started: the time within the last day, the day within a year, else the year.",
            (in ProcessRow row, Snapshot snapshot, Span<char> to) => AgeText.Start(to, row.Task, snapshot),
            (in ProcessRow a, in ProcessRow b) => b.Task.Key.StartTicks.CompareTo(a.Task.Key.StartTicks))
        {
            JsonName = "startTime",
            Kind = FieldKind.Time,
            Value = (in ProcessRow row, Snapshot snapshot) =>
                CellValue.Of(AgeText.Elapsed(snapshot, row.Task) is { } elapsed ? snapshot.Time - elapsed : null),
            Source = "stat, field 22",
        },
        new(
            "ELAPSED", 12, IsLeft: false, Rank: 20, "How long it has lived: days, hours, minutes, seconds.",
            (in ProcessRow row, Snapshot snapshot, Span<char> to) =>
                AgeText.Elapsed(snapshot, row.Task) is { } elapsed ? FieldText.Days(to, elapsed) : FieldText.Text(to, "-"),
            (in ProcessRow a, in ProcessRow b) => a.Task.Key.StartTicks.CompareTo(b.Task.Key.StartTicks))
        {
            JsonName = "elapsedSeconds",
            OfGroup = GroupRule.Oldest,
            Kind = FieldKind.Seconds,
            Value = (in ProcessRow row, Snapshot snapshot) => CellValue.Of(AgeText.Elapsed(snapshot, row.Task)?.TotalSeconds),
            Unit = "time",
            Source = "stat, field 22, and /proc/uptime",
        },
        ColumnKind.Texts(
            "COMM", "comm", 16, "Its name, which it may set itself: at most 15 characters.", "stat, field 2", FieldKind.Text,
            (in ProcessRow row) => row.Task.Name) with { ShortName = "name" },
        ColumnKind.Texts(
            "EXE", "executable", 24, "The file of its program; - for kernel threads and where the kernel refuses.", "the link exe",
            FieldKind.LongText,
            (in ProcessRow row) => row.Process.Extras?.Executable, ExtraFiles.Links),
        ColumnKind.Texts(
            "CWD", "workingFolder", 24, "Its working folder; - where the kernel refuses.", "the link cwd", FieldKind.LongText,
            (in ProcessRow row) => row.Process.Extras?.Folder, ExtraFiles.Links),
        ColumnKind.Texts(
            "LABEL", "label", 20, "What SELinux, AppArmor or another security module calls it; - without one.", "attr/current",
            FieldKind.LongText,
            (in ProcessRow row) => row.Process.Extras?.Label, ExtraFiles.Label),
    ];
}
