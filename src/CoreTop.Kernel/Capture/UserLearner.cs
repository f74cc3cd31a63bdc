using System.Globalization;
using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Capture;

/// <summary>Finds out which users there are on a machine, so that their names are replaced wherever they are met.</summary>
/// <param name="standIns">Learns them.</param>
internal sealed class UserLearner(StandIns standIns)
{
    private const uint FirstPerson = 1000;

    /// <summary>Those whose processes run first, as they are shown; then the people in /etc/passwd.</summary>
    public void Learn(KernelFiles files)
    {
        var names = new UserNames(files);
        foreach (int uid in RunningUsers(files))
        {
            uint number = unchecked((uint)uid);
            standIns.Uid(number);
            if (number >= FirstPerson)
            {
                standIns.LearnUser(number, names.Name(uid));
            }
        }

        if (files.Read("/etc/passwd", out ReadOnlySpan<byte> text) == FileStatus.Ok)
        {
            foreach (string line in Encoding.UTF8.GetString(text).Split('\n'))
            {
                LearnPerson(line.Split(':'));
            }
        }
    }

    private static List<int> RunningUsers(KernelFiles files)
    {
        var pids = new List<int>();
        var uids = new List<int>();
        files.ListProcesses(pids);
        foreach (int pid in pids)
        {
            if (files.ReadProcess(pid, TaskFile.Status, out ReadOnlySpan<byte> text) == FileStatus.Ok && Uid(text) is { } uid && !uids.Contains(uid))
            {
                uids.Add(uid);
            }
        }

        return uids;
    }

    private static int? Uid(ReadOnlySpan<byte> status)
    {
        try
        {
            return TaskStatusFile.Parse(status).EffectiveUid;
        }
        catch (KernelFormatException)
        {
            return null;
        }
    }

    // name:password:uid:gid:comment:home:shell. A service's name is a program's, more often than not, and stays one.
    private void LearnPerson(string[] fields)
    {
        if (fields.Length < 3 || !uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out uint uid) || uid < FirstPerson)
        {
            return;
        }

        standIns.LearnUser(uid, fields[0]);
        string home = fields.Length > 5 ? fields[5].TrimEnd('/') : string.Empty;
        if (home.Length > 1 && NameMask.IsHome(home[..Math.Max(0, home.LastIndexOf('/'))]))
        {
            standIns.LearnAlias(home[(home.LastIndexOf('/') + 1)..], fields[0]);
        }
    }
}
