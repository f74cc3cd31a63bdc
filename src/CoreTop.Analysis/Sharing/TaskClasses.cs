using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>Groups hungry tasks by where they may run.</summary>
internal static class TaskClasses
{
    /// <summary>The classes, in the order of their first tasks.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="slots">CPUs that can take a hungry task: a pin to another CPU starves its task, so it cannot be on purpose.</param>
    public static List<TaskClass> Of(IReadOnlyList<WatchedTask> tasks, CpuSet slots)
    {
        var classes = new List<TaskClass>();
        var byReach = new Dictionary<Reach, TaskClass>();
        var confined = new Dictionary<CpuSet, int>();
        foreach (WatchedTask task in tasks)
        {
            if (!byReach.TryGetValue(task.Reach, out TaskClass? found))
            {
                found = new TaskClass(task.Reach.Allowed, task.Reach.Possible);
                byReach.Add(task.Reach, found);
                classes.Add(found);
            }

            found.Tasks.Add(task);
        }

        foreach (TaskClass each in classes)
        {
            if (each.Allowed.Count == 1)
            {
                confined[each.Allowed] = confined.GetValueOrDefault(each.Allowed) + each.Tasks.Count;
            }
        }

        foreach (TaskClass each in classes)
        {
            each.IsDeliberatePin = each.Allowed.Count == 1 && confined[each.Allowed] == 1 && each.Allowed.IsSubsetOf(slots);
        }

        return classes;
    }
}
