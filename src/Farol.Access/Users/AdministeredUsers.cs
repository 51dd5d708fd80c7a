using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Sessions;
using Farol.Store.Databases;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Users;

/// <summary>All accounts of the installation, for its administrators.</summary>
internal sealed class AdministeredUsers(IStateDatabase database, AccountService accounts, OneTimeLinks links, LiveRights rights, IAudit audit, AccessOptions options, TimeProvider time)
{
    public Task<Page<UserBody>> ListAsync(PageRequest page, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var items = new List<UserBody>();
            foreach (var row in await UserRows.ListAllAsync(unit, page.Skip, page.Size))
            {
                items.Add(UserBody.From(row, await UserRows.MembershipsAsync(unit, row.Id)));
            }

            return new Page<UserBody>(items, await UserRows.CountAllAsync(unit), page.Number, page.Size);
        },
        cancellationToken);

    public async Task<(MemberRow Row, UserBody Body)?> FindAsync(string userId, CancellationToken cancellationToken) =>
        await database.ReadAsync(unit => ShowAsync(unit, userId, null), cancellationToken);

    public async Task<((MemberRow Row, UserBody Body)? User, ApiProblem? Problem)> CreateAsync(
        NewUser user, bool withLink, Change change, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Normalise(user.Email)!;
        var hash = await accounts.HashAsync(user.Password, cancellationToken);
        return await database.WriteAsync<((MemberRow, UserBody)?, ApiProblem?)>(
            async unit =>
            {
                if (await accounts.CreateAsync(unit, user, email, hash, change) is not { } id)
                {
                    return (null, ApiProblem.Conflict("There is an account with this e-mail address already."));
                }

                var link = withLink ? await links.MakeAsync(unit, id, options.InvitationLifetime) : null;
                return (await ShowAsync(unit, id, link), null);
            },
            cancellationToken);
    }

    /// <summary>Null and null: there is no such user.</summary>
    public Task<((MemberRow Row, UserBody Body)? User, ApiProblem? Problem)> ChangeAsync(
        string userId, UserChange body, HttpRequest request, Change change, CancellationToken cancellationToken) => EditAsync(
            userId,
            request,
            async (unit, target) =>
            {
                var disabled = body.Disabled ?? target.Disabled;
                var isPlatform = body.Platform ?? target.IsPlatform;
                var problem = disabled && !target.Disabled ? await UserRules.FindLastOfAnythingAsync(unit, target)
                    : target.IsPlatform && !isPlatform ? await UserRules.FindLastPlatformAsync(unit, target)
                    : null;
                if (problem is not null)
                {
                    return problem;
                }

                await UserRows.SetFlagsAsync(unit, userId, disabled, isPlatform);
                await WriteAuditAsync(unit, "user.update", target, change, Json(target.IsPlatform, target.Disabled), Json(isPlatform, disabled));
                return null;
            },
            cancellationToken);

    /// <summary>Null and null: there is no such user.</summary>
    public Task<((MemberRow Row, UserBody Body)? User, ApiProblem? Problem)> DeleteAsync(
        string userId, HttpRequest request, Change change, CancellationToken cancellationToken) => EditAsync(
            userId,
            request,
            async (unit, target) =>
            {
                if (await UserRules.FindLastOfAnythingAsync(unit, target) is { } problem)
                {
                    return problem;
                }

                await WriteAuditAsync(unit, "user.delete", target, change, Json(target.IsPlatform, target.Disabled), null);
                return null;
            },
            cancellationToken,
            delete: true);

    private async Task<((MemberRow Row, UserBody Body)? User, ApiProblem? Problem)> EditAsync(
        string userId, HttpRequest request, Func<DatabaseUnit, MemberRow, Task<ApiProblem?>> edit, CancellationToken cancellationToken, bool delete = false)
    {
        IReadOnlyList<string> ended = [];
        var result = await database.WriteAsync<((MemberRow, UserBody)?, ApiProblem?)>(
            async unit =>
            {
                if (await UserRows.FindAsync(unit, userId) is not { } target)
                {
                    return (null, null);
                }

                if ((EntityTags.FindStale(request, target.Tag()) ?? await edit(unit, target)) is { } problem)
                {
                    return (null, problem);
                }

                ended = await SessionRows.EndAllAsync(unit, userId, SessionEnds.RolesChanged, time.GetUtcNow().ToUnixTimeMilliseconds());
                var shown = await ShowAsync(unit, userId, null);
                if (delete)
                {
                    await UserRows.DeleteAsync(unit, userId);
                }

                return (shown, null);
            },
            cancellationToken);
        await rights.EndAsync(ended);
        return result;
    }

    private static async Task<(MemberRow Row, UserBody Body)?> ShowAsync(DatabaseUnit unit, string userId, LinkBody? link) =>
        await UserRows.FindAsync(unit, userId) is { } row ? (row, UserBody.From(row, await UserRows.MembershipsAsync(unit, userId), link)) : null;

    private Task WriteAuditAsync(DatabaseUnit unit, string action, MemberRow target, Change change, string? before, string? after) =>
        audit.WriteAsync(unit, new AuditEntry(action, target.Email) { Actor = change.Actor, From = change.From, Before = before, After = after });

    private static string Json(bool isPlatform, bool disabled) =>
        $$"""{"platform":{{(isPlatform ? "true" : "false")}},"disabled":{{(disabled ? "true" : "false")}}}""";
}
