using System.Security.Cryptography;
using Farol.Access.Roles;
using Farol.Store.Databases;
using Microsoft.Extensions.Hosting;

namespace Farol.Access.Accounts;

/// <summary>Creates the platform's tenant and its administrator when the installation has no user yet.</summary>
public sealed class FirstAdministrator : IHostedService
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int PasswordLength = 20;
    private static readonly Change _atStart = new("first start", null);
    private readonly IStateDatabase _database;
    private readonly AccountService _accounts;
    private readonly Passwords _passwords;
    private readonly AccessOptions _options;
    private readonly TimeProvider _time;
    private string? _oneTimePassword;

    internal FirstAdministrator(
        IStateDatabase database, AccountService accounts, Passwords passwords, AccessOptions options, TimeProvider time)
    {
        _database = database;
        _accounts = accounts;
        _passwords = passwords;
        _options = options;
        _time = time;
    }

    /// <summary>The login of the administrator that this start created; null when there were users already.</summary>
    public string? CreatedEmail { get; private set; }

    /// <summary>The password to print, exactly once: the second call answers null, as does the first when there is none to print.</summary>
    public string? TakeOneTimePassword() => Interlocked.Exchange(ref _oneTimePassword, null);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var hasUsers = await _database.ReadAsync(
            unit => unit.ScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM users)"), cancellationToken);
        if (hasUsers)
        {
            return;
        }

        var chosen = await ReadPasswordFileAsync(cancellationToken);
        var password = chosen ?? RandomNumberGenerator.GetString(Alphabet, PasswordLength);
        var user = new NewUser(_options.AdminEmail, password, PlatformTenant.Id, Role.Owner)
        {
            IsPlatform = true,
            MustChangePassword = chosen is null,
        };
        var email = EmailAddress.Normalise(user.Email)!;
        var hash = _passwords.Hash(password);
        await _database.WriteAsync(
            async unit =>
            {
                await unit.ExecuteAsync(
                    "INSERT INTO tenants (id, name, created_at_ms) VALUES (@Id, @Name, @now) ON CONFLICT (id) DO NOTHING",
                    new { PlatformTenant.Id, PlatformTenant.Name, now = _time.GetUtcNow().ToUnixTimeMilliseconds() });
                await _accounts.CreateAsync(unit, user, email, hash, _atStart);
            },
            cancellationToken);
        CreatedEmail = email;
        _oneTimePassword = chosen is null ? password : null;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string?> ReadPasswordFileAsync(CancellationToken cancellationToken)
    {
        if (_options.AdminPasswordFile is not { } path)
        {
            return null;
        }

        var password = await ReadFirstLineAsync(path, cancellationToken);
        return _passwords.FindFault(password) is { } fault
            ? throw new ArgumentException($"FAROL_ADMIN_PASSWORD_FILE: the password in {path} {fault}")
            : password;
    }

    private static async Task<string> ReadFirstLineAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = new StreamReader(path);
            return await file.ReadLineAsync(cancellationToken) ?? "";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException(
                $"FAROL_ADMIN_PASSWORD_FILE: {path} cannot be read: {unreadable.Message} It is needed while there is no administrator; write the file, or take the setting away to be shown a one-time password",
                unreadable);
        }
    }
}
