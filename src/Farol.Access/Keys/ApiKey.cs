using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Farol.Access.Roles;

namespace Farol.Access.Keys;

/// <summary>A key that counts now. What it may do is fixed when it is made; a change of its maker's rights makes another of it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Requests and sockets hold the token for as long as they like; the source has no timer to free.")]
internal sealed class ApiKey
{
    private readonly CancellationTokenSource _ended = new();
    private long _lastUsedMs;

    public ApiKey(KeyRow row, Role role)
    {
        Row = row;
        Role = role;
        Caller = new Caller
        {
            Kind = CallerKind.ApiKey,
            UserId = $"key:{row.Id}",
            KeyName = $"key {row.Name} ({row.Prefix})",
            TenantId = row.TenantId,
            IsPlatform = row.IsPlatformKey,
            Memberships = new Dictionary<string, Role> { [row.TenantId] = role }.ToFrozenDictionary(StringComparer.Ordinal),
            SessionEnded = _ended.Token,
        };
    }

    public KeyRow Row { get; }

    public Role Role { get; }

    public Caller Caller { get; }

    /// <summary>0: not since the program started.</summary>
    public long LastUsedMs => Interlocked.Read(ref _lastUsedMs);

    public bool Matches(ReadOnlySpan<char> key) => CryptographicOperations.FixedTimeEquals(KeyText.Hash(key), Row.Hash);

    public void Use(long nowMs) => Interlocked.Exchange(ref _lastUsedMs, nowMs);

    public void End() => _ended.Cancel();
}
