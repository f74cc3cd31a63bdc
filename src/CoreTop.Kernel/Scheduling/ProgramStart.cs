using System.Runtime.InteropServices;
using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Scheduling;

/// <summary>Starts another program in the place of this one, on CPUs of its own: sched_setaffinity(2), then execvp(3).</summary>
/// <remarks>
/// The program keeps the PID, the terminal, the environment and every open file, and finds signals as this one found them. As with a shell, the folders of
/// PATH are searched, and a text without <c>#!</c> is a script of sh.
/// </remarks>
public static partial class ProgramStart
{
    private const string OwnCommandLine = "/proc/self/cmdline";

    /// <summary>Starts it. Returns only when it could not be.</summary>
    /// <param name="words">The program and its arguments: the last words of this program's own command line.</param>
    /// <param name="cpus">The CPUs it is to run on.</param>
    public static StartRefusal Start(IReadOnlyList<string> words, CpuSet cpus)
    {
        if (WhyNotOn(cpus) is { } refusal)
        {
            return refusal;
        }

        int error = Execute(Bytes(words));
        return error is Errno.Enoent or Errno.Enotdir
            ? new StartRefusal(StartProblem.NotFound)
            : new StartRefusal(StartProblem.NotExecutable) { Reason = Marshal.GetPInvokeErrorMessage(error) };
    }

    // The calling thread's mask, as that thread is all that is left of this program then. What the kernel gives is read back: it may be less.
    private static StartRefusal? WhyNotOn(CpuSet cpus)
    {
        const int ThisThread = 0;
        var scheduler = new LinuxScheduler();
        ControlResult result = scheduler.Write(ThisThread, cpus);
        if (result != ControlResult.Applied)
        {
            return new StartRefusal(StartProblem.AffinityRefused) { Result = result };
        }

        result = scheduler.Read(ThisThread, ThisThread, known: null, out CpuSet? given);
        return result == ControlResult.Applied && cpus.Equals(given) ? null : new StartRefusal(StartProblem.AffinityDiffers) { Given = given };
    }

    // As the kernel has them: words may hold bytes that are not a text in UTF-8.
    private static byte[][] Bytes(IReadOnlyList<string> words)
    {
        byte[][] texts = [.. words.Select(Encoding.UTF8.GetBytes)];
        using var files = new KernelFiles();
        if (files.Read(OwnCommandLine, out ReadOnlySpan<byte> line) != FileStatus.Ok || line is not [.., 0])
        {
            return texts;
        }

        List<byte[]> all = [];
        foreach (Range word in line[..^1].Split((byte)0))
        {
            all.Add(line[word].ToArray());
        }

        byte[][] last = [.. all.TakeLast(words.Count)];
        return last.Select(Encoding.UTF8.GetString).SequenceEqual(words) ? last : texts;
    }

    private static unsafe int Execute(byte[][] words)
    {
        byte** arguments = (byte**)NativeMemory.AllocZeroed((nuint)(words.Length + 1), (nuint)sizeof(byte*));
        for (int i = 0; i < words.Length; i++)
        {
            arguments[i] = (byte*)NativeMemory.AllocZeroed((nuint)words[i].Length + 1);
            words[i].CopyTo(new Span<byte>(arguments[i], words[i].Length));
        }

        StandardFiles.CloseFilled();
        FoundAtStart.Restore();
        _ = Execute(arguments[0], arguments);
        return Marshal.GetLastPInvokeError();
    }

    [LibraryImport("libc", EntryPoint = "execvp", SetLastError = true)]
    private static unsafe partial int Execute(byte* file, byte** arguments);
}
