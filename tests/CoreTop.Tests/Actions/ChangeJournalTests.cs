using System.Text;
using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Actions;

public sealed class ChangeJournalTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2025, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly string _home = Directory.CreateTempSubdirectory("coretop-journal-").FullName;

    private string Folder => Path.Combine(_home, "state", "coretop");

    private string LockFile => Path.Combine(Folder, "journal.lock");

    private string File => Path.Combine(Folder, "journal.jsonl");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void What_is_intended_can_be_taken_back_by_the_next_run_though_no_result_was_written()
    {
        AffinityChange change = Change(7) with { Name = "a \"b\"\n", WasUnrestricted = true };
        ChangeJournal journal = Open();
        Write(journal, "pin", change);

        JournalBatch batch = Assert.Single(Open().Batches);

        Assert.Equal(("pin", Time), (batch.Summary, batch.Time));
        Assert.Equal(change, Assert.Single(batch.Changes));
    }

    [Fact]
    public void Folder_and_file_are_the_owners_alone()
    {
        Write(Open(), "pin", Change(7));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void Reading_makes_no_file()
    {
        Assert.Empty(Open().Batches);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Folder)));
    }

    [Fact]
    public void Batches_are_listed_newest_first_even_when_the_clock_stands()
    {
        ChangeJournal journal = Open();
        foreach (string summary in new[] { "one", "two", "three" })
        {
            Write(journal, summary, Change(7));
        }

        Assert.Equal(["three", "two", "one"], Open().Batches.Select(batch => batch.Summary));
        Assert.Equal(journal.Batches.Select(batch => batch.Id).OrderDescending(), journal.Batches.Select(batch => batch.Id));
    }

    [Fact]
    public void A_cut_off_line_takes_nothing_with_it_and_the_next_line_begins_anew()
    {
        ChangeJournal journal = Open();
        Write(journal, "whole", Change(7));
        Write(journal, "cut", Change(8));
        byte[] text = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, text[..^20]);

        ChangeJournal cut = Open();
        Assert.Equal(["whole"], cut.Batches.Select(batch => batch.Summary));
        Assert.Equal($"The last line of the journal {File} is cut off: a change that only that line recorded cannot be undone.", cut.Damage);

        Write(Open(), "after", Change(9));

        Assert.Equal(["after", "whole"], Open().Batches.Select(batch => batch.Summary));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("{\"v\":1,\"kind\":\"Intend\",\"batch\":\"x\",\"boot\":\"boot\",\"summary\":\"s\",\"tasks\":null}")]
    [InlineData("{\"v\":0,\"kind\":\"Undone\",\"batch\":\"x\",\"boot\":\"boot\"}")]
    [InlineData("{\"v\":1,\"kind\":\"Intend\",\"batch\":\"x\",\"boot\":\"boot\",\"summary\":\"s\",\"runs\":[{\"pid\":5,\"name\":\"n\",\"from\":\"0\",\"to\":\"1\",\"tasks\":\"7@1,x\"}]}")]
    [InlineData("{\"v\":1,\"kind\":\"Intend\",\"batch\":\"x\",\"boot\":\"boot\",\"summary\":\"s\",\"runs\":[{\"pid\":0,\"name\":\"n\",\"from\":\"0\",\"to\":\"1\",\"tasks\":\"7@1\"}]}")]
    [InlineData("{\"v\":1,\"kind\":\"Nonsense\",\"batch\":\"x\",\"boot\":\"boot\"}")]
    [InlineData("{\"v\":1,\"kind\":\"Intend\",\"batch\":\"x\",\"boot\":\"boot\",\"summary\":\"s\",\"tasks\":[{\"tid\":0,\"start\":1,\"pid\":1,\"name\":\"n\",\"from\":\"0\",\"to\":\"1\"}]}")]
    [InlineData("{\"v\":1,\"kind\":\"Intend\",\"batch\":\"x\",\"boot\":\"boot\",\"summary\":\"s\",\"tasks\":[{\"tid\":5,\"start\":1,\"pid\":5,\"name\":\"n\",\"from\":\"x\",\"to\":\"1\"}]}")]
    [InlineData("{\"v\":1,\"kind\":\"Intend\",\"batch\":\"x\",\"boot\":\"boot\",\"summary\":\"s\",\"tasks\":[{\"tid\":5,\"start\":1,\"pid\":5,\"name\":\"n\",\"from\":\"0\",\"to\":\"\"}]}")]
    [InlineData("{\"v\":1,\"kind\":\"Intend\",\"batch\":\"x\",\"boot\":\"boot\",\"summary\":\"s\",\"tasks\":[null]}")]
    public void A_damaged_line_is_passed_over_and_counted(string line)
    {
        Write(Open(), "before", Change(7));
        System.IO.File.AppendAllText(File, line + "\n");
        Write(Open(), "after", Change(8));

        ChangeJournal journal = Open();

        Assert.Equal(["after", "before"], journal.Batches.Select(batch => batch.Summary));
        Assert.Equal($"1 damaged line in the journal {File} skipped.", journal.Damage);
        Assert.Null(journal.ReadProblem);
    }

    [Fact]
    public void Bytes_that_are_no_text_at_all_are_passed_over()
    {
        Directory.CreateDirectory(Folder);
        var noise = new byte[100_000];
        new Random(1).NextBytes(noise);
        System.IO.File.WriteAllBytes(File, noise);

        Assert.Empty(Open().Batches);
        Write(Open(), "after", Change(8));

        Assert.Equal("after", Assert.Single(Open().Batches).Summary);
    }

    [Fact]
    public void Batches_of_another_boot_are_never_taken_back()
    {
        Write(Open("boot 1"), "old", Change(7));

        Assert.Empty(Open("boot 2").Batches);
    }

    [Fact]
    public void A_change_that_was_refused_is_no_change()
    {
        ChangeJournal journal = Open();
        JournalBatch batch = Write(journal, "pin", Change(7), Change(8));
        journal.WriteResults(batch, [new() { Tid = 7, Start = 1000, To = null }, new() { Tid = 8, Start = 1000, To = "2" }]);

        AffinityChange change = Assert.Single(Assert.Single(Open().Batches).Affinities);

        Assert.Equal((8, CpuSet.Of(2)), (change.Task.Tid, change.To));
    }

    [Fact]
    public void A_task_changed_twice_in_a_batch_goes_back_to_the_first()
    {
        ChangeJournal journal = Open();
        JournalBatch batch = Write(journal, "pin", Change(7));
        journal.WriteIntended(batch, [Change(7) with { From = CpuSet.Of(1), To = CpuSet.Of(2) }], [], evenInMemory: false);

        AffinityChange change = Assert.Single(Assert.Single(Open().Batches).Affinities);

        Assert.Equal((CpuSet.Of(0), CpuSet.Of(2)), (change.From, change.To));
    }

    [Fact]
    public void What_is_left_of_a_batch_is_known_to_have_been_tried()
    {
        ChangeJournal journal = Open();
        JournalBatch batch = Write(journal, "pin", Change(7), Change(8));
        Assert.False(Assert.Single(Open().Batches).WasTried);

        journal.MarkTried(batch with { Changes = [Change(7), Change(8)] }, [Change(8), Change(9)]);

        JournalBatch left = Assert.Single(Open().Batches);
        Assert.True(left.WasTried);
        Assert.Equal([8, 9], left.Changes.Select(change => change.Task.Tid));
    }

    [Fact]
    public void A_result_that_follows_a_partial_undo_is_read_and_its_task_can_be_undone_again()
    {
        ChangeJournal journal = Open();
        JournalBatch batch = Write(journal, "pin", Change(7), Change(8), Change(9));
        Open().MarkTried(batch with { Changes = [Change(7), Change(8), Change(9)] }, [Change(8)]);
        journal.WriteResults(
            batch, [new() { Tid = 7, Start = 1000, To = "2" }, new() { Tid = 8, Start = 1000, To = "1" }, new() { Tid = 9, Start = 1000 }]);

        JournalBatch left = Assert.Single(Open().Batches);

        Assert.Equal(
            [Change(7) with { To = CpuSet.Of(2) }, Change(8)], left.Changes.OrderBy(change => change.Task.Tid));
    }

    [Fact]
    public void A_refusal_that_follows_an_undo_brings_nothing_back()
    {
        ChangeJournal journal = Open();
        JournalBatch batch = Write(journal, "pin", Change(7));
        journal.WriteResults(batch, [new() { Tid = 7, Start = 1000, To = "1" }]);
        journal.WriteIntended(batch, [Change(7) with { From = CpuSet.Of(1), To = CpuSet.Of(2) }], [], evenInMemory: false);
        Open().MarkUndone(batch);
        journal.WriteResults(batch, [new() { Tid = 7, Start = 1000 }]);

        Assert.Empty(Open().Batches);
    }

    [Fact]
    public void Only_batches_that_this_run_began_are_its_own()
    {
        ChangeJournal journal = Open();
        Write(Open(), "theirs", Change(7));
        Write(journal, "ours", Change(8));

        Assert.Equal([true, false], journal.Batches.Select(journal.IsOfThisRun));
    }

    [Fact]
    public void A_running_program_sees_what_another_one_changed_and_took_back()
    {
        ChangeJournal screen = Open();
        Assert.Empty(screen.Batches);

        JournalBatch batch = Write(Open(), "by another", Change(7));
        Assert.Equal("by another", Assert.Single(screen.Batches).Summary);

        Open().MarkUndone(batch);
        Assert.Empty(screen.Batches);
    }

    [Fact]
    public void Programs_that_write_at_once_lose_no_line()
    {
        const int Writers = 4, Each = 10;

        Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = Writers }, writer =>
        {
            ChangeJournal journal = Open();
            for (int i = 0; i < Each; i++)
            {
                var batch = new JournalBatch($"{writer}-{i}", Time, "pin", []);
                Assert.Null(journal.WriteIntended(batch, [Change(7)], [], evenInMemory: false));
            }
        });

        ChangeJournal all = Open();
        Assert.Equal(Writers * Each, all.Batches.Count);
        Assert.Null(all.Damage);
    }

    [Fact]
    public void A_large_journal_is_trimmed_to_what_can_still_be_taken_back()
    {
        AffinityChange[] many = [.. Enumerable.Range(1, 10_000).Select(tid => Change(tid))];
        ChangeJournal journal = Open();
        journal.MarkUndone(Write(journal, "taken back", many));
        Write(Open("another boot", "another m2"), "of another boot", many);
        Write(Open("a boot before"), "of a boot before", many);
        Write(journal, "open", Change(7));
        for (int i = 0; new FileInfo(File).Length <= 4 * 1024 * 1024; i++)
        {
            journal.MarkUndone(Write(journal, $"filler {i}", many));
        }

        Write(Open(), "last", Change(8));

        Assert.Equal(["last", "open"], Open().Batches.Select(batch => batch.Summary));
        Assert.Equal(10_000, Assert.Single(Open("another boot", "another m2").Batches).Changes.Length);
        Assert.DoesNotContain("of a boot before", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        Assert.DoesNotContain("taken back", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        Assert.DoesNotContain("filler", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.Equal([File, LockFile], Directory.GetFiles(Folder).Order());
    }

    [Fact]
    public void A_large_journal_of_which_much_can_still_be_taken_back_is_not_written_anew_each_time()
    {
        AffinityChange[] many = [.. Enumerable.Range(1, 1000).Select(tid => Change(tid))];
        for (int i = 0; !System.IO.File.Exists(File) || new FileInfo(File).Length <= 4 * 1024 * 1024; i++)
        {
            Write(Open($"host {i}", $"host{i} m{i}"), $"of host {i}", many);
            Write(Open(), $"own {i}", many);
        }

        byte[] before = System.IO.File.ReadAllBytes(File);
        Write(Open(), "last", Change(8));

        Assert.Equal(before, System.IO.File.ReadAllBytes(File)[..before.Length]);
    }

    [Fact]
    public void A_journal_that_is_too_large_to_be_read_is_said_and_neither_cut_nor_written_to()
    {
        const long Bytes = 64L * 1024 * 1024 + 1;
        Write(Open(), "pin", Change(7));
        using (FileStream file = System.IO.File.OpenWrite(File))
        {
            file.SetLength(Bytes);
        }

        ChangeJournal journal = Open();

        Assert.Empty(journal.Batches);
        string problem = $"The journal {File} is too large to be read (over 64 MB): move it away, which gives up undoing what it holds.";
        Assert.Equal(problem, journal.ReadProblem);
        Assert.Equal(problem, journal.WhyNotWritable);
        Assert.Equal(problem, journal.WriteIntended(journal.Begin("next", Time), [Change(8)], [], evenInMemory: false));
        Assert.Equal(Bytes, new FileInfo(File).Length);
    }

    [Fact]
    public void A_watch_tells_once_that_something_was_written()
    {
        ChangeJournal journal = Open();
        JournalWatch watch = journal.Watch();
        watch.Look();
        Assert.Equal((true, false), (watch.TakeChange(), watch.TakeChange()));

        watch.Look();
        Assert.False(watch.TakeChange());

        Write(Open(), "by another", Change(7));
        Assert.False(watch.TakeChange());
        watch.Look();
        Assert.Equal((true, false), (watch.TakeChange(), watch.TakeChange()));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_with_its_path_and_what_helps()
    {
        System.IO.File.WriteAllText(Path.Combine(_home, "state"), "a file in the way");

        string? problem = Open().WhyNotWritable;

        Assert.Equal($"The journal {File} cannot be used (Not a directory): move away what is in its place.", problem);
    }

    [Fact]
    public void Folder_and_file_that_others_may_read_are_closed_to_them_again()
    {
        const UnixFileMode everybodyReads = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Write(Open(), "pin", Change(7));
        System.IO.File.SetUnixFileMode(Folder, owner | UnixFileMode.UserExecute | everybodyReads);
        System.IO.File.SetUnixFileMode(File, owner | everybodyReads);

        Write(Open(), "pin", Change(8));

        Assert.Equal(owner | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Folder));
        Assert.Equal(owner, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void A_file_that_everybody_may_write_to_is_not_trusted_by_root()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root refuses it");
        Write(Open(), "pin", Change(7));
        System.IO.File.SetUnixFileMode(File, System.IO.File.GetUnixFileMode(File) | UnixFileMode.OtherWrite);

        ChangeJournal journal = Open();

        Assert.Contains("so root does not trust it: chmod o-w it", journal.WhyNotWritable, StringComparison.Ordinal);
        Assert.Empty(journal.Batches);
    }

    [Fact]
    public void A_link_planted_where_a_trimmed_journal_is_written_is_not_followed()
    {
        string victim = Path.Combine(_home, "victim");
        System.IO.File.WriteAllText(victim, "mine");
        ChangeJournal journal = Open();
        JournalBatch large = Write(journal, "pin", [.. Enumerable.Range(1, 80_000).Select(Change)]);
        Assert.Null(journal.MarkUndone(large));
        long before = new FileInfo(File).Length;
        System.IO.File.CreateSymbolicLink(File + ".new", victim);

        Write(journal, "pin", Change(7));

        Assert.True(new FileInfo(File).Length < before, "It was trimmed.");
        Assert.Equal("mine", System.IO.File.ReadAllText(victim));
        Assert.Null(new FileInfo(File).LinkTarget);
    }

    [Fact]
    public void No_link_in_place_of_the_file_is_followed()
    {
        Directory.CreateDirectory(Folder);
        string target = Path.Combine(_home, "target");
        System.IO.File.CreateSymbolicLink(File, target);

        Assert.Contains("is a symbolic link, which is not followed", Open().WhyNotWritable, StringComparison.Ordinal);
        Assert.NotNull(Open().WriteIntended(new JournalBatch("1", Time, "pin", []), [Change(7)], [], evenInMemory: false));
        Assert.False(System.IO.File.Exists(target));
    }

    [Fact]
    public void A_folder_of_the_journal_that_is_a_link_is_not_followed_by_root()
    {
        if (Environment.UserName != "root")
        {
            Assert.Skip("only root refuses links");
        }

        string target = Directory.CreateDirectory(Path.Combine(_home, "target")).FullName;
        Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
        Directory.CreateSymbolicLink(Folder, target);

        Assert.Contains("is a symbolic link, which is not followed", Open().WhyNotWritable, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(target));
    }

    [Theory]
    [InlineData("state/coretop")]
    [InlineData("state")]
    public void No_link_of_another_user_on_the_way_to_it_is_followed_by_root(string link)
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can give files away");
        string target = Directory.CreateDirectory(Path.Combine(_home, "target", "coretop")).FullName, at = Path.Combine(_home, link);
        Directory.CreateDirectory(Path.GetDirectoryName(at)!);
        Directory.CreateSymbolicLink(at, link == "state" ? Path.GetDirectoryName(target)! : target);
        using (var chown = System.Diagnostics.Process.Start("chown", ["-h", "12345", at]))
        {
            chown.WaitForExit();
        }

        Assert.Equal(
            $"The journal {File} is not used: {at} belongs to uid 12345, and this program runs as uid 0. "
            + "Use sudo -H, or set XDG_STATE_HOME to a folder of root's.",
            Open().WhyNotWritable);
        Assert.Empty(Directory.GetFiles(target));
    }

    [Fact]
    public void In_memory_it_is_always_writable_and_forgets_with_the_program()
    {
        var journal = new ChangeJournal(folder: null, "boot");
        JournalBatch batch = Write(journal, "pin", Change(7));

        Assert.Null(journal.WhyNotWritable);
        Assert.Equal("pin", Assert.Single(journal.Batches).Summary);
        Assert.Null(journal.MarkUndone(batch));
        Assert.Empty(journal.Batches);
    }

    [Fact]
    public void Lines_stay_readable_for_people()
    {
        Write(Open(), "pin", Change(7));

        string line = Encoding.UTF8.GetString(System.IO.File.ReadAllBytes(File));

        Assert.StartsWith("{\"v\":1,\"kind\":\"Intend\",\"batch\":\"20250301T100000", line, StringComparison.Ordinal);
        Assert.Contains("\"tid\":7,\"start\":1000,\"pid\":7,\"name\":\"worker\",\"from\":\"0\",\"to\":\"1\"", line, StringComparison.Ordinal);
        Assert.EndsWith("}\n", line, StringComparison.Ordinal);
    }

    private static AffinityChange Change(int tid) =>
        new(new TaskKey(tid, 1000), tid, "worker", CpuSet.Of(0), CpuSet.Of(1), WasUnrestricted: false);

    private static JournalBatch Write(ChangeJournal journal, string summary, params AffinityChange[] changes)
    {
        JournalBatch batch = journal.Begin(summary, Time);
        Assert.Null(journal.WriteIntended(batch, changes, [], evenInMemory: false));
        return batch;
    }

    private ChangeJournal Open(string boot = "boot", string host = "here m1") => new(Folder, boot, host);
}
