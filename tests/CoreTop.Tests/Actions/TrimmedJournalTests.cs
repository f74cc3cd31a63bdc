using System.Text;
using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Actions;

/// <summary>What a large journal forgets, and what it never does.</summary>
public sealed class TrimmedJournalTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;
    private const ulong Start = 5000;

    private static readonly DateTimeOffset Time = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly CpuSet All = CpuSet.Range(0, 1);

    private readonly string _home = Directory.CreateTempSubdirectory("coretop-trim-").FullName;

    private string File => Path.Combine(_home, "journal.jsonl");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void However_many_batches_follow_every_living_task_goes_back_to_what_it_had_first()
    {
        const int Tasks = 4000, Batches = 30;
        ChangeJournal journal = Open();
        for (int i = 0; i < Batches; i++)
        {
            Pin(journal, i, Tasks);
        }

        IReadOnlyList<JournalBatch> batches = Open().Batches;
        Dictionary<TaskKey, CpuSet> masks = Enumerable.Range(1, Tasks).ToDictionary(Key, _ => CpuSet.Of((Batches - 1) % 2));
        TakeBack(batches, masks);

        Assert.All(masks.Values, mask => Assert.Equal(All, mask));
        Assert.InRange(new FileInfo(File).Length, 1, 6 * Megabyte);
        Assert.True(batches.Count < Batches, "it was trimmed");
        JournalBatch folded = batches[^1];
        Assert.Equal(Batches - batches.Count + 1, folded.Folded);
        Assert.Equal($"{folded.Folded} earlier changes, kept as one", folded.Summary);
        Assert.Equal(Time, folded.Time);
        Assert.Equal($"pin {Batches - 1}", batches[0].Summary);
        Assert.True(folded.Affinities.All(change => change.WasUnrestricted && change.Name == "worker"));
    }

    [Fact]
    public void Tasks_that_have_ended_are_not_remembered()
    {
        ChangeJournal journal = Open();
        for (int i = 0; !IsLarge; i++)
        {
            Pin(journal, i, 4000);
        }

        journal.Begin("next", Time, change => change.Task.Tid == 7);

        // The newest batches are kept as they were made.
        IReadOnlyList<JournalBatch> batches = Open().Batches;
        Assert.Equal((1, 7), (batches[^1].Changes.Length, batches[^1].Changes[0].Task.Tid));
        Assert.All(batches.SkipLast(1), batch => Assert.Equal((4000, 0), (batch.Changes.Length, batch.Folded)));
    }

    [Fact]
    public void A_thread_born_to_a_process_that_had_been_changed_goes_back_to_what_its_process_had()
    {
        var fold = new JournalFold();
        WholeProcess process = new(Key(1), Start);
        AffinityChange leader = Change(1, All, CpuSet.Of(0), pid: 1), born = Change(9, CpuSet.Of(0), CpuSet.Of(1), pid: 1) with { Task = new TaskKey(9, Start + 1) };
        fold.Add(Batch("a", leader) with { WholeProcesses = [process] });
        fold.Add(Batch("b", Change(1, CpuSet.Of(0), CpuSet.Of(1), pid: 1), born, Change(2, CpuSet.Of(0), CpuSet.Of(1), pid: 1)));

        JournalBatch folded = Assert.Single(fold.ToBatches(_ => true));

        Assert.Equal([All, All, CpuSet.Of(0)], folded.Affinities.Select(change => change.From));
        Assert.Equal(process, Assert.Single(folded.WholeProcesses));
    }

    [Fact]
    public void What_somebody_else_set_in_between_comes_back_before_the_first_mask_does()
    {
        var fold = new JournalFold();
        CpuSet theirs = CpuSet.Of(3);
        fold.Add(Batch("a", Change(1, All, CpuSet.Of(0)), Change(2, All, CpuSet.Of(0))));
        fold.Add(Batch("b", Change(1, theirs, CpuSet.Of(1)), Change(2, CpuSet.Of(0), CpuSet.Of(1))));
        fold.Add(Batch("c", Change(1, CpuSet.Of(1), CpuSet.Of(2))));

        JournalBatch[] folded = [.. fold.ToBatches(_ => true)];

        Assert.Equal([(1, All, CpuSet.Of(0)), (2, All, CpuSet.Of(1))], folded[0].Affinities.Select(change => (change.Task.Tid, change.From, change.To)));
        var again = new JournalFold();
        Array.ForEach([.. folded, Batch("d", Change(2, CpuSet.Of(1), CpuSet.Of(3)))], again.Add);
        Assert.Equal([4, 4], again.ToBatches(_ => true).Select(batch => batch.Folded));
        Assert.Equal([(1, theirs, CpuSet.Of(2))], folded[1].Affinities.Select(change => (change.Task.Tid, change.From, change.To)));
    }

    [Fact]
    public void A_task_that_has_its_first_mask_again_needs_no_remembering()
    {
        var fold = new JournalFold();
        fold.Add(Batch("a", Change(1, All, CpuSet.Of(0))));
        fold.Add(Batch("b", Change(1, CpuSet.Of(0), All)));

        Assert.Empty(fold.ToBatches(_ => true));
    }

    [Fact]
    public void A_batch_of_which_the_results_are_still_to_come_is_not_folded()
    {
        ChangeJournal journal = Open();
        JournalBatch making = journal.Begin("in the making", Time);
        Assert.Null(journal.WriteIntended(making, [.. Enumerable.Range(1, 30).Select(tid => Change(tid, All, CpuSet.Of(0)))], [], evenInMemory: false));
        for (int i = 0; !IsLarge; i++)
        {
            Pin(Open(), i, 4000, firstTid: 100);
        }

        Pin(Open(), 1, 1);
        journal.WriteResults(making, [new() { Tid = 1, Start = Start, To = "1" }]);

        JournalBatch kept = Assert.Single(Open().Batches, batch => batch.Id == making.Id);
        Assert.Equal(CpuSet.Of(1), kept.Affinities[0].To);
    }

    [Fact]
    public void Another_hosts_lines_are_neither_offered_nor_trimmed()
    {
        string theirs = $$"""
            {"v":1,"kind":"Intend","batch":"t1","boot":"b9 1","host":"node9 aa","value":"affinity","time":"2026-03-01T09:00:00+00:00","summary":"pin","tasks":[{"tid":7,"start":1000,"pid":7,"name":"w","from":"0","to":"1"}]}
            {"v":1,"kind":"Undone","batch":"t1","boot":"b9 1","host":"node9 aa","value":"affinity","tasks":[]}
            {"v":1,"kind":"Intend","batch":"t2","boot":"boot","host":"node9 aa","value":"affinity","time":"2026-03-01T09:00:00+00:00","summary":"pin","tasks":[{"tid":7,"start":1000,"pid":7,"name":"w","from":"0","to":"1"}]}

            """;
        System.IO.File.WriteAllText(File, theirs);
        Grow();

        Assert.DoesNotContain(Open().Batches, batch => batch.Id is "t1" or "t2");
        Assert.Contains(theirs, System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        Assert.Equal("t2", Assert.Single(Open(host: "node9 aa").Batches).Id);
    }

    [Fact]
    public void A_host_that_was_renamed_is_still_the_same()
    {
        Pin(Open(host: "before m1"), 1, 1);

        Assert.Single(Open(host: "after m1").Batches);
        Assert.Empty(Open(host: "before m2").Batches);
    }

    [Theory]
    [InlineData("here m1", "boot2 9", true)]
    [InlineData("here m1", "boot1 8", false)]
    [InlineData("there m1", "boot2 9", false)]
    [InlineData("here m2", "boot2 9", false)]
    [InlineData("here -", "boot2 9", false)]
    [InlineData(null, "boot2 9", false)]
    public void Only_of_an_earlier_boot_of_the_same_host_is_it_known_that_all_tasks_have_ended(string? host, string boot, bool hasEnded)
    {
        Assert.Equal(hasEnded, new JournalPlace("here m1", "boot1 9").HasEnded(host, boot));
        Assert.False(new JournalPlace(host, "boot1 9").HasEnded("here -", boot));
    }

    [Fact]
    public void What_only_a_newer_program_understands_is_kept_and_said_and_not_undone()
    {
        const string Newer = """
            {"v":1,"kind":"Intend","batch":"n1","boot":"boot","host":"here m1","value":"cpu-weight","summary":"weight","tasks":[{"tid":7,"from":"0","to":"5"}]}
            {"v":2,"what":"else","boot":"boot","host":"here m1"}

            """;
        System.IO.File.WriteAllText(File, Newer);
        Grow();

        ChangeJournal journal = Open();

        Assert.DoesNotContain(journal.Batches, batch => batch.Id == "n1");
        Assert.Equal($"2 lines of a newer CoreTop in the journal {File} kept and skipped: the newer one can undo them.", journal.Damage);
        Assert.Contains(Newer, System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(29, 36, true)]
    [InlineData(31, 36, false)]
    [InlineData(31, 20, true)]
    public void Hosts_that_wrote_nothing_for_long_are_forgotten_only_where_there_is_no_room_for_them(int daysAgo, int megabytes, bool isKept)
    {
        DateTimeOffset then = Time.AddDays(-daysAgo);
        using (FileStream file = System.IO.File.Create(File))
        {
            foreach ((string host, DateTimeOffset time, int bytes) in new[] { ("old m8", then, megabytes / 2 * Megabyte), ("new m9", Time, megabytes / 2 * Megabyte) })
            {
                while (file.Length < (host == "old m8" ? bytes : 2 * bytes))
                {
                    file.Write(Encoding.UTF8.GetBytes(
                        $$"""{"v":1,"kind":"Intend","batch":"{{host}}{{file.Length}}","boot":"b","host":"{{host}}","value":"affinity","time":"{{time:O}}","summary":"{{new string('s', 1000)}}","tasks":[{"tid":7,"start":1000,"pid":7,"name":"w","from":"0","to":"1"}]}""" + "\n"));
                    file.Flush();
                }
            }
        }

        Pin(Open(), 1, 1);

        string text = System.IO.File.ReadAllText(File);
        Assert.Equal(isKept, text.Contains("old m8", StringComparison.Ordinal));
        Assert.Contains("new m9", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_room_for_a_change_that_is_said_before_it_is_made_and_the_journal_stays_readable()
    {
        byte[] line = Encoding.UTF8.GetBytes(
            $$"""{"v":1,"kind":"Intend","batch":"x","boot":"b","host":"busy m9","value":"affinity","time":"{{Time:O}}","summary":"{{new string('s', Megabyte)}}","tasks":[]}""" + "\n");
        using (FileStream file = System.IO.File.Create(File))
        {
            while (file.Length < 61L * Megabyte)
            {
                file.Write(line);
            }
        }

        long before = new FileInfo(File).Length;
        ChangeJournal journal = Open();
        JournalBatch batch = journal.Begin("pin", Time);

        string? problem = journal.WriteIntended(batch, [Change(1, All, CpuSet.Of(0))], [], evenInMemory: false);

        Assert.StartsWith($"The journal {File} has no room for this change: it holds 61 of at most 64 MB. ", problem, StringComparison.Ordinal);
        Assert.Equal(before, new FileInfo(File).Length);
        Assert.Empty(Open().Batches);
        Assert.Null(Open().ReadProblem);
    }

    [Fact]
    public void A_journal_of_CoreTop_0_1_reads_as_before()
    {
        string fixture = Path.Combine(ExpectedText.Repository, "tests", "Fixtures", "journals", "0.1.jsonl");
        System.IO.File.Copy(fixture, File);

        ChangeJournal journal = Open("3e7f9a53-4cbb-4a0f-8c3e-6f2d5f0d9a11 4026531836", "any m1");

        Assert.Equal(["release 4711", "pin 4711 to 0"], journal.Batches.Select(batch => batch.Summary));
        Assert.Equal(
            [(4711, "0-3", "0", true), (4713, "2", "0", false)],
            journal.Batches[1].Affinities.Select(change => (change.Task.Tid, change.From.ToString(), change.To.ToString(), change.WasUnrestricted)));
        Assert.Equal(4712UL, journal.Batches[1].WholeProcesses.Single().LatestStartTicks);
        Assert.Null(journal.Damage);
    }

    [Fact]
    public void Many_tasks_are_written_in_few_characters_and_read_back()
    {
        TaskKey[] tasks = [new(700, 5000), new(701, 5000), new(702, 5000), new(704, 5001), new(705, 4999)];

        string text = TaskRunText.Write(tasks);

        Assert.Equal("700@5000,,,2@1,@-2", text);
        Assert.Equal(tasks, TaskRunText.Read(text));
    }

    [Theory]
    [InlineData("0@1")]
    [InlineData("7@")]
    [InlineData("-7@1")]
    [InlineData("7@1,0")]
    [InlineData("2147483647@1,")]
    [InlineData("7 @1")]
    public void What_names_no_tasks_is_not_read(string text) => Assert.Null(TaskRunText.Read(text));

    private bool IsLarge => System.IO.File.Exists(File) && new FileInfo(File).Length > 4 * Megabyte;

    private ChangeJournal Open(string boot = "boot", string host = "here m1") => new(_home, boot, host);

    // Until it is large, and is then trimmed.
    private void Grow()
    {
        for (int i = 0; !IsLarge; i++)
        {
            Pin(Open(), i, 4000);
        }

        long before = new FileInfo(File).Length;
        Open().Begin("next", Time);
        Assert.True(new FileInfo(File).Length < before, "it was trimmed");
    }

    // All to CPU 0, to CPU 1, to CPU 0 and so on.
    private static void Pin(ChangeJournal journal, int nth, int tasks, int firstTid = 1)
    {
        CpuSet from = nth == 0 ? All : CpuSet.Of((nth + 1) % 2), to = CpuSet.Of(nth % 2);
        JournalBatch batch = journal.Begin($"pin {nth}", Time.AddSeconds(nth));
        AffinityChange[] changes = [.. Enumerable.Range(firstTid, tasks).Select(tid => Change(tid, from, to) with { WasUnrestricted = nth == 0 })];
        Assert.Null(journal.WriteIntended(batch, changes, [], evenInMemory: false));
        journal.WriteResults(batch, [.. changes.Select(change => new JournalTask { Tid = change.Task.Tid, Start = Start, To = to.ToString() })]);
    }

    private static void TakeBack(IReadOnlyList<JournalBatch> batches, Dictionary<TaskKey, CpuSet> masks)
    {
        foreach (AffinityChange change in batches.SelectMany(batch => batch.Affinities))
        {
            Assert.Equal(change.To, masks[change.Task]);
            masks[change.Task] = change.From;
        }
    }

    private static JournalBatch Batch(string id, params AffinityChange[] changes) => new(id, Time, id, [.. changes]);

    private static TaskKey Key(int tid) => new(tid, Start);

    private static AffinityChange Change(int tid, CpuSet from, CpuSet to, int? pid = null) =>
        new(Key(tid), pid ?? tid, "worker", from, to, WasUnrestricted: false);

    [Fact]
    public void Which_host_this_is_is_not_asked_while_no_line_is_of_this_boot()
    {
        var place = new JournalPlace(() => throw new InvalidOperationException("asked"), "boot2 9");

        Assert.False(place.IsHere("here m1", "boot1 9"));
        Assert.False(place.HasEnded("here m1", "boot2 8"));
        Assert.Throws<InvalidOperationException>(() => place.IsHere("here m1", "boot2 9"));
    }
}
