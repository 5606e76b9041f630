package eu.paravent.client.internal.store;

import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;

class MemoryStoreTest implements StoreContract {
  @Override
  public EncryptedStore store(StoreKey key) {
    return EncryptedStore.inMemory(key);
  }

  @Override
  public boolean durable() {
    return false;
  }
}
