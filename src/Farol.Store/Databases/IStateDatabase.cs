namespace Farol.Store.Databases;

/// <summary>Accounts, sessions, configuration, alarms, audit: synced to disk before a write returns, backed up before a migration.</summary>
public interface IStateDatabase : IDatabase;
