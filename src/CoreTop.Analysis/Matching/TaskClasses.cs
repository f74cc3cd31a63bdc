using CoreTop.Analysis.Hunger;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Matching;

/// <summary>Groups hungry tasks by where they may run.</summary>
internal static class TaskClasses
{
    /// <summary>The classes, in the order in which their first tasks come.</summary>
    public static List<TaskClass> Of(IReadOnlyList<HungryTask> tasks)
    {
        var classes = new List<TaskClass>();
        var byReach = new Dictionary<Reach, TaskClass>();
        var confined = new Dictionary<CpuSet, int>();
        foreach (HungryTask task in tasks)
        {
            if (!byReach.TryGetValue(task.Reach, out TaskClass? found))
            {
                found = new TaskClass(task.Reach.Allowed, task.Reach.Possible, task.Reach.IsUnbalanced);
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
            each.IsDeliberatePin = each.Allowed.Count == 1 && confined[each.Allowed] == 1;
        }

        return classes;
    }
}
