using System.Net;
using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Problems;
using Farol.Access.Sessions;
using Farol.Access.Throttling;
using Farol.Store.Databases;

namespace Farol.Access.Login;

/// <summary>Turns an e-mail address and a password into a session. Says the same, as slowly, whatever was wrong.</summary>
internal sealed class LoginService(
    IStateDatabase database, Passwords passwords, LoginThrottle throttle, SessionService sessions, IAudit audit, AccessReports reports)
{
    private const string Wrong = "E-mail or password is wrong, or the account is disabled.";

    public async Task<(Session? Session, Account? Account, ApiProblem? Problem)> LoginAsync(
        LoginRequest request, string kind, IPAddress? address, string? userAgent, CancellationToken cancellationToken)
    {
        if (FindFault(request) is { } fault)
        {
            return (null, null, fault);
        }

        var email = EmailAddress.Normalise(request.Email);
        var throttleKey = email ?? "";
        if (throttle.Begin(throttleKey, address) is { } pause)
        {
            reports.LoginThrottled(Shown(email), address?.ToString());
            return (null, null, ApiProblem.TooMany("Too many failed logins. Wait before the next try.", pause));
        }

        var account = email is null
            ? null
            : await database.ReadAsync(unit => AccountRows.FindByEmailAsync(unit, email), cancellationToken);
        var matches = await passwords.CheckAsync(account?.User.PasswordHash, request.Password!, cancellationToken);
        if (matches is null)
        {
            throttle.Succeeded(throttleKey, address);
            return (null, null, ApiProblem.Unavailable("Too many logins at the same time. Try again.", TimeSpan.FromSeconds(1)));
        }

        if (matches is false || account is null or { User.Disabled: true })
        {
            return (null, null, await RefuseAsync(request, address, Wrong, cancellationToken));
        }

        var tenant = account.ChooseTenant(request.TenantId);
        if (tenant is null)
        {
            return (null, null, await RefuseAsync(request, address, "You are no member of this tenant.", cancellationToken));
        }

        var from = address?.ToString();
        var session = await sessions.BeginAsync(account, tenant, kind, from, userAgent, cancellationToken);
        if (session is null)
        {
            return (null, null, await RefuseAsync(request, address, Wrong, cancellationToken));
        }

        throttle.Succeeded(throttleKey, address);
        reports.LoginSucceeded();
        await audit.WriteAsync(
            new AuditEntry("login", session.Row.Id) { Actor = account.User.Email, TenantId = tenant, From = from, Detail = kind },
            cancellationToken);
        return (session, account, null);
    }

    private static ApiProblem? FindFault(LoginRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(request.Email))
        {
            errors["email"] = ["is missing"];
        }

        if (string.IsNullOrEmpty(request.Password))
        {
            errors["password"] = ["is missing"];
        }

        return errors.Count == 0 ? null : ApiProblem.Invalid(errors);
    }

    /// <summary>What was typed is kept only if it is an address: people type passwords into the wrong field.</summary>
    private static string Shown(string? email) => email ?? "(no e-mail address)";

    private async Task<ApiProblem> RefuseAsync(
        LoginRequest request, IPAddress? address, string detail, CancellationToken cancellationToken)
    {
        var actor = Shown(EmailAddress.Normalise(request.Email));
        reports.LoginFailed(actor, address?.ToString());
        await audit.WriteAsync(
            new AuditEntry("login", actor, AuditResults.Refused) { Actor = actor, From = address?.ToString(), Detail = detail },
            cancellationToken);
        return ApiProblem.NotLoggedIn(detail);
    }
}
