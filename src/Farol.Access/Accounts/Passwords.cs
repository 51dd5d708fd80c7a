using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Farol.Access.Accounts;

/// <summary>Hashes and checks passwords (PBKDF2, format 3 of ASP.NET Core Identity), a few at a time.</summary>
internal sealed class Passwords : IDisposable
{
    private const int MaxWaiting = 64;
    private static readonly UserRow _anyone = new();
    private readonly AccessOptions _options;
    private readonly PasswordHasher<UserRow> _hasher;
    private readonly SemaphoreSlim _slots;
    private readonly Lazy<string> _nobodysHash;
    private int _waiting;

    public Passwords(AccessOptions options)
    {
        _options = options;
        _hasher = new PasswordHasher<UserRow>(Options.Create(new PasswordHasherOptions { IterationCount = options.PasswordIterations }));
        _slots = new SemaphoreSlim(options.MaxConcurrentPasswordChecks, options.MaxConcurrentPasswordChecks);
        _nobodysHash = new Lazy<string>(() => _hasher.HashPassword(_anyone, Guid.NewGuid().ToString()));
    }

    /// <summary>What is wrong with a new password, for its owner; null when nothing is.</summary>
    public string? FindFault(string password) => password.Length switch
    {
        var length when length < _options.MinPasswordLength => $"must have at least {_options.MinPasswordLength} characters",
        var length when length > _options.MaxPasswordLength => $"must have at most {_options.MaxPasswordLength} characters",
        _ => null,
    };

    public string Hash(string password) => _hasher.HashPassword(_anyone, password);

    /// <summary>Checks a password; takes as long where there is no such user. Null: too many checks wait already.</summary>
    public async Task<bool?> CheckAsync(string? storedHash, string password, CancellationToken cancellationToken)
    {
        if (password.Length > _options.MaxPasswordLength)
        {
            return false;
        }

        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            await _slots.WaitAsync(cancellationToken);
            try
            {
                return await Task.Run(() => Matches(storedHash, password), cancellationToken);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _slots.Dispose();

    private bool Matches(string? storedHash, string password) =>
        _hasher.VerifyHashedPassword(_anyone, storedHash ?? _nobodysHash.Value, password) != PasswordVerificationResult.Failed
        && storedHash is not null;
}
