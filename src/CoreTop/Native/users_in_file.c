// The users of /etc/passwd, for the static program alone, in place of glibc's functions, which ask libraries that they load at run time: in a static program
// they crash for the first user that the file lacks. .NET calls them, too, for a home that HOME does not name. docs/decisions/0048-release-builds.md.

#include <errno.h>
#include <pwd.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

// By name, or by id where that is null. As in getpwnam_r(3), 0 and nothing found when there is no such user.
static int find(const char *name, uid_t id, struct passwd *entry, char *buffer, size_t size, struct passwd **found)
{
    *found = NULL;
    FILE *file = fopen("/etc/passwd", "re");
    if (file == NULL)
    {
        return 0;
    }

    struct passwd *each;
    int error;
    while ((error = fgetpwent_r(file, entry, buffer, size, &each)) == 0)
    {
        if (name != NULL ? strcmp(each->pw_name, name) == 0 : each->pw_uid == id)
        {
            *found = each;
            break;
        }
    }

    fclose(file);
    return error == ENOENT ? 0 : error;
}

int getpwuid_r(uid_t id, struct passwd *entry, char *buffer, size_t size, struct passwd **found)
{
    return find(NULL, id, entry, buffer, size, found);
}

int getpwnam_r(const char *name, struct passwd *entry, char *buffer, size_t size, struct passwd **found)
{
    return find(name, 0, entry, buffer, size, found);
}
