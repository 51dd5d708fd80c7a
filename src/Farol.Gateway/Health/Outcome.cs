namespace Farol.Gateway.Health;

/// <summary>How a request to a backend ended, as far as the backend's health is concerned.</summary>
internal enum Outcome : byte
{
    Success,

    /// <summary>A response with status 500 or above.</summary>
    ServerError,

    /// <summary>Refused or unreachable: nothing was sent.</summary>
    ConnectFailed,

    ConnectTimeout,

    /// <summary>The connection ended before the first byte of a response.</summary>
    ResetBeforeResponse,

    /// <summary>The connection ended within a response.</summary>
    ResetMidBody,

    FirstByteTimeout,

    /// <summary>What came is no HTTP response.</summary>
    BadResponse,

    /// <summary>The client went first: says nothing about the backend.</summary>
    ClientGone,
}
