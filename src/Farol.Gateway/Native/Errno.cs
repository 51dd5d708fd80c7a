namespace Farol.Gateway.Native;

/// <summary>Error numbers of Linux that the gateway tells apart (errno(3)).</summary>
internal static class Errno
{
    public const int InterruptedCall = 4;
    public const int TryAgain = 11;
    public const int NoMemory = 12;
    public const int PermissionDenied = 13;
    public const int Busy = 16;
    public const int TooManyFilesInSystem = 23;
    public const int TooManyFiles = 24;
    public const int TimerExpired = 62;
    public const int NotSupported = 95;
    public const int AddressInUse = 98;
    public const int AddressNotAvailable = 99;
    public const int ConnectionAborted = 103;
    public const int NoBuffers = 105;
    public const int InProgress = 115;
    public const int Canceled = 125;
}
