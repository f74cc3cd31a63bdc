using System.Buffers.Binary;
using CoreTop.Kernel.Bpf;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Kernel.Bpf;

public sealed class TaskTableTests
{
    private const int RecordBytes = KernelTask.Bytes + sizeof(ulong);
    private readonly TaskTable _table = new(maskWords: 1, nanosecondsPerTick: 10_000_000);

    [Fact]
    public void Threads_follow_their_process_in_the_order_of_their_numbers()
    {
        Fill(Records((1, 1), (5, 5), (6, 6), (7, 5), (8, 6), (9, 5)));

        Assert.Equal([(1, 1), (5, 5), (5, 7), (5, 9), (6, 6), (6, 8)], Numbers());
    }

    [Fact]
    public void A_thread_may_have_a_lower_number_than_its_process_as_numbers_begin_again()
    {
        Fill(Records((2, 900), (3, 3), (900, 900), (901, 900)));

        Assert.Equal([(3, 3), (900, 2), (900, 900), (900, 901)], Numbers());
    }

    [Fact]
    public void A_thread_whose_process_has_ended_meanwhile_is_left_out_and_so_is_a_task_without_a_number_here()
    {
        Fill(Records((0, 0), (4, 4), (5, 3)));

        Assert.Equal([(4, 4)], Numbers());
    }

    [Fact]
    public void What_was_read_before_is_gone_and_room_is_used_again()
    {
        Fill(Records([.. Enumerable.Range(1, 1000).Select(pid => (pid, pid))]));
        Fill(Records((4, 4), (5, 4)));
        byte[] many = Records([.. Enumerable.Range(1, 900).Select(pid => (pid, pid))]);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill(many);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(900, _table.Tasks.Length);
    }

    [Fact]
    public void Values_are_those_of_the_record_and_a_start_is_in_clock_ticks()
    {
        byte[] record = Records((7, 7));
        ulong[] words = [12_345_678_901, 2, 3, 4, 5];
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(i * 8), words[i]);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(48), 1);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(56), 3);
        foreach ((int at, int value) in (ReadOnlySpan<(int, int)>)[(60, 49), (64, 115), (68, 50), (72, 1)])
        {
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(at), value);
        }

        Fill(record);

        CoreTop.Kernel.Processes.TaskRecord task = Assert.Single(_table.Tasks.ToArray());
        Assert.Equal((1234UL, 2UL, 3UL, 4UL, 5UL), (task.StartTicks, task.RunNanoseconds, task.WaitNanoseconds, task.Slices, task.VoluntarySwitches));
        Assert.Equal((-51, -5, 50, SchedPolicy.Fifo), (task.Priority, task.Nice, task.RealTimePriority, task.Policy));
        Assert.Equal((TaskState.Sleeping, 3, 0), (task.State, task.LastCpu, _table.RecordOf(0)));
    }

    private void Fill(byte[] records)
    {
        _table.Begin(records);
        _table.Fill(records);
    }

    private List<(int Pid, int Tid)> Numbers() => [.. _table.Tasks.ToArray().Select(task => (task.Pid, task.Tid))];

    private static byte[] Records(params (int Tid, int Pid)[] tasks)
    {
        var bytes = new byte[tasks.Length * RecordBytes];
        for (int i = 0; i < tasks.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((i * RecordBytes) + 40), tasks[i].Tid);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((i * RecordBytes) + 44), tasks[i].Pid);
        }

        return bytes;
    }
}
