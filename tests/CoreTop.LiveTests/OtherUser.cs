using System.Runtime.InteropServices;

namespace CoreTop.LiveTests;

/// <summary>Runs code as an unprivileged user: the kernel's user ids are a thread's, not a process's.</summary>
internal static partial class OtherUser
{
    private const uint Nobody = 65534;
    private const uint Unchanged = uint.MaxValue;

    /// <summary>Runs <paramref name="action"/> on a thread of its own that has nobody's rights; skips the test where that cannot be.</summary>
    public static T Run<T>(Func<T> action)
    {
        if (Environment.UserName != "root")
        {
            Assert.Skip("only root can become another user");
        }

        nint setResUid = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 117,
            Architecture.Arm64 => 147,
            _ => 0,
        };
        if (setResUid == 0)
        {
            Assert.Skip("the number of setresuid(2) on this architecture is not known");
        }

        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                // The wrapper of libc would change every thread of the process.
                Assert.Equal(0, SystemCall(setResUid, Nobody, Nobody, Unchanged));
                result = action();
                Assert.Equal(0, SystemCall(setResUid, 0, 0, Unchanged));
            }
            catch (Exception caught) when (caught is not OutOfMemoryException)
            {
                failure = caught;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException("It failed as nobody.", failure);
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, uint real, uint effective, uint saved);
}
