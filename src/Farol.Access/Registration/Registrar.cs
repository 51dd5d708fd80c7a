using Farol.Access.Accounts;
using Farol.Access.Login;
using Farol.Access.Origins;
using Farol.Access.Problems;
using Farol.Access.Sessions;
using Farol.Access.Throttling;
using Farol.Store.Databases;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Registration;

/// <summary>Opens an account for a stranger together with what it is for, and lets its owner in: all of it, or nothing.</summary>
public sealed class Registrar
{
    private readonly IStateDatabase _database;
    private readonly AccountService _accounts;
    private readonly Passwords _passwords;
    private readonly SessionService _sessions;
    private readonly AttemptThrottle _throttle;
    private readonly AccessReports _reports;
    private readonly SameSite _sameSite;
    private readonly TimeProvider _time;

    internal Registrar(
        IStateDatabase database, AccountService accounts, Passwords passwords, SessionService sessions, AttemptThrottle throttle, AccessReports reports, SameSite sameSite, TimeProvider time)
    {
        _database = database;
        _accounts = accounts;
        _passwords = passwords;
        _sessions = sessions;
        _throttle = throttle;
        _reports = reports;
        _sameSite = sameSite;
        _time = time;
    }

    /// <summary>403 for somebody who may not register, counted and reported.</summary>
    public ApiProblem Refuse(HttpContext http, string detail)
    {
        _reports.RegistrationRefused(http);
        return ApiProblem.Forbidden(detail);
    }

    /// <summary>Adds what is wrong with a new account's login and password.</summary>
    public void Check(string? email, string? password, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(email))
        {
            errors.Add("email", "is missing");
        }
        else if (EmailAddress.Normalise(email) is null)
        {
            errors.Add("email", "is no e-mail address");
        }

        errors.AddIf("password", string.IsNullOrEmpty(password) ? "is missing" : _passwords.FindFault(password));
    }

    /// <summary>201 as a login answers, by cookie where <c>?cookie=true</c> asks so; 409 where the address has an account; 429.</summary>
    /// <param name="user">Checked before; its tenant is the one that is made.</param>
    /// <param name="makeTenant">Runs in the unit that makes the account; answers the tenant's id, or why there is none.</param>
    public async Task<IResult> RegisterAsync(HttpContext http, NewUser user, Func<DatabaseUnit, Change, Task<(string? TenantId, ApiProblem? Problem)>> makeTenant)
    {
        var byCookie = http.Request.Query["cookie"] == "true";
        if (byCookie && !_sameSite.ProvesIntent(http.Request))
        {
            return ApiProblem.Forbidden($"A page of another site sent this, or a program without the header {SameSite.CustomHeader}.");
        }

        if (_throttle.Begin(http.Connection.RemoteIpAddress) is { } pause)
        {
            _reports.RegistrationThrottled(http);
            return ApiProblem.TooMany("Too many registrations from this address. Wait before the next.", pause);
        }

        var email = EmailAddress.Normalise(user.Email)!;
        var hash = await Task.Run(() => _passwords.Hash(user.Password), http.RequestAborted);
        var change = new Change(email, http.Connection.RemoteIpAddress?.ToString());
        var (account, problem) = await _database.WriteAsync(unit => MakeAsync(unit, user, email, hash, change, makeTenant), http.RequestAborted);
        if (account is null)
        {
            return problem!;
        }

        _reports.Registered();
        var tenantId = account.Memberships.Keys.Single();
        var session = await _sessions.BeginAsync(account, tenantId, byCookie ? SessionKinds.Cookie : SessionKinds.Token, change.From, http.Request.Headers.UserAgent, http.RequestAborted);
        if (session is null)
        {
            return ApiProblem.NotLoggedIn("The account was disabled meanwhile.");
        }

        http.Response.Headers.CacheControl = "no-store";
        if (byCookie)
        {
            return LoginEndpoints.AnswerByCookie(http, session, account, _sessions, _time, StatusCodes.Status201Created);
        }

        var tokens = await _sessions.IssueAsync(session, http.RequestAborted);
        return LoginEndpoints.Answer(session, account, tokens, _time, StatusCodes.Status201Created);
    }

    private async Task<(Account? Account, ApiProblem? Problem)> MakeAsync(
        DatabaseUnit unit, NewUser user, string email, string hash, Change change, Func<DatabaseUnit, Change, Task<(string? TenantId, ApiProblem? Problem)>> makeTenant)
    {
        if (await AccountRows.FindByEmailAsync(unit, email) is not null)
        {
            return (null, ApiProblem.Conflict("There is an account with this e-mail address already. Log in, or ask an administrator for a link to reset its password."));
        }

        var (tenantId, problem) = await makeTenant(unit, change);
        if (tenantId is null)
        {
            return (null, problem);
        }

        var id = await _accounts.CreateAsync(unit, user with { TenantId = tenantId }, email, hash, change);
        return (await AccountRows.FindAsync(unit, id!), null);
    }
}
